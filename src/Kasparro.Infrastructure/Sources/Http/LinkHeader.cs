using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>The <c>Link</c> header of RFC 8288, as far as paging needs it.</summary>
internal static partial class LinkHeader
{
    /// <summary>The address of the next page; null where the headers name none.</summary>
    public static string? Next(HttpResponseHeaders headers) =>
        headers.TryGetValues("Link", out var lines)
            ? lines
                .SelectMany(line => Links().Matches(line))
                .Where(link =>
                    Relations().Match(link.Groups["parameters"].Value) is { Success: true } relations
                    && relations.Groups["names"].Value.Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase)
                )
                .Select(link => link.Groups["address"].Value.Trim())
                .FirstOrDefault()
            : null;

    // A comma may stand in an address and in a quoted text, so links are not split at commas.
    [GeneratedRegex("""<(?<address>[^>]*)>(?<parameters>(?:\s*;\s*[^\s;,="]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"]*))?)*)""")]
    private static partial Regex Links();

    [GeneratedRegex("""(?:^|[;\s])rel\s*=\s*(?:"(?<names>[^"]*)"|(?<names>[^\s;,"]+))""", RegexOptions.IgnoreCase)]
    private static partial Regex Relations();
}
