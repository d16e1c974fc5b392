namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// Follows redirects within the upstream's own host. Any other is left as the response: what another host sends is not
/// the upstream's data. Each step passes <see cref="ApiKeyHandler"/> and the minimum interval again.
/// </summary>
internal sealed class RedirectHandler : DelegatingHandler
{
    private const int MaxRedirects = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var response = await base.SendAsync(request, ct);
        for (var followed = 0; followed < MaxRedirects; followed++)
        {
            if (Redirect.Of(response) is not { IsWithinHost: true, IsDowngrade: false, Target: var target })
                break;
            response.Dispose();
            response = await base.SendAsync(Copy(request, target), ct);
        }

        return response;
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, Uri target)
    {
        var copy = new HttpRequestMessage(HttpMethod.Get, target);
        foreach (var header in request.Headers)
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        copy.SetFetchContext(request.GetFetchContext());
        return copy;
    }
}
