namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// Follows redirects. .NET's own following drops Authorization but would carry any other header, such as CoinGecko's
/// key, to
/// whatever host it is sent to; each step here passes <see cref="ApiKeyHandler"/>, and the gate, again.
/// </summary>
internal sealed class RedirectHandler : DelegatingHandler
{
    private const int MaxRedirects = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var response = await base.SendAsync(request, ct);
        for (var followed = 0; followed < MaxRedirects && Target(response) is { } target; followed++)
        {
            response.Dispose();
            response = await base.SendAsync(Copy(request, target), ct);
        }

        return response;
    }

    /// <summary>Null where there is nothing to follow; a step down from https to http is not followed.</summary>
    private static Uri? Target(HttpResponseMessage response)
    {
        if (
            (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
            || response.Headers.Location is not { } location
        )
            return null;

        var from = response.RequestMessage!.RequestUri!;
        var target = new Uri(from, location);
        return
            target.Scheme == Uri.UriSchemeHttps
            || (target.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp)
            ? target
            : null;
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, Uri target)
    {
        var copy = new HttpRequestMessage(HttpMethod.Get, target);
        foreach (var header in request.Headers)
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        copy.SetFetchContext(request.FetchContext());
        return copy;
    }
}
