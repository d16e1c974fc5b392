using System.Security.Cryptography;
using System.Text;
using Kasparro.Application.MarketData;
using Microsoft.Net.Http.Headers;

namespace Kasparro.WebApi.Endpoints;

/// <summary>
/// For answers made of Silver alone: an ETag of the last commit and of the query. A client that has the answer already is told so
/// without asking for it again. Weak, because request_id and latency differ every time.
/// </summary>
internal sealed class UnchangedFilter(IDataVersion version) : IEndpointFilter
{
    private const int TagBytes = 12;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // Read before the data: should a commit come between, the tag is older than the answer, and the client asks again.
        var tag = Tag(http.Request, await version.ReadAsync(http.RequestAborted));
        var headers = http.Response.Headers;
        if (IsKnown(http.Request, tag))
        {
            Write(headers, tag);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        http.Response.OnStarting(() =>
        {
            if (http.Response.StatusCode == StatusCodes.Status200OK) Write(headers, tag);
            return Task.CompletedTask;
        });
        return await next(context);
    }

    private static void Write(IHeaderDictionary headers, EntityTagHeaderValue tag)
    {
        headers.ETag = tag.ToString();
        headers.CacheControl = "no-cache";
        headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.Accept);
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));

    private static EntityTagHeaderValue Tag(HttpRequest request, string version)
    {
        var text = $"{version}\n{request.Path}{request.QueryString}\n{request.Headers.Accept}";
        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, TagBytes))}\"", isWeak: true);
    }
}
