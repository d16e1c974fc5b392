using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Kasparro.WebApi.Http;

/// <summary>
/// The ETag of responses made of Silver alone: of its version and of the request. Weak, because request_id and latency
/// differ every time.
/// </summary>
internal static class VersionTag
{
    private const int TagBytes = 12;

    public static EntityTagHeaderValue Of(HttpRequest request, long version)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{version}\n{request.Path}{request.QueryString}\n{request.Headers.Accept}"
        );
        return new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, TagBytes))}\"",
            isWeak: true
        );
    }

    /// <summary>Whether the client has the response of this tag already.</summary>
    public static bool Matches(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));

    /// <summary>For a response that may still become an error.</summary>
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
