using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Kasparro.WebApi.Http;

/// <summary>
/// The ETag of answers made of Silver alone: of the last commit and of the query. Weak, because request_id and latency
/// differ every time.
/// </summary>
internal static class VersionTag
{
    private const int TagBytes = 12;

    public static EntityTagHeaderValue Of(HttpRequest request, long version)
    {
        var text = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{version}\n{request.Path}{request.QueryString}\n{request.Headers.Accept}"
        );
        return new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, TagBytes))}\"",
            isWeak: true
        );
    }

    public static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));

    /// <summary>For an answer that may yet turn out to be another one.</summary>
    public static void WriteIfOk(HttpResponse response, EntityTagHeaderValue tag) =>
        response.OnStarting(() =>
        {
            if (response.StatusCode == StatusCodes.Status200OK)
                Write(response, tag);
            return Task.CompletedTask;
        });

    public static void Write(HttpResponse response, EntityTagHeaderValue tag)
    {
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "no-cache";
        response.Headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.Accept);
    }
}
