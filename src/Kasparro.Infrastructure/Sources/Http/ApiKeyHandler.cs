namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// Adds the key to requests to the upstream itself, and removes it from any other, so that no redirect carries it away.
/// </summary>
internal sealed class ApiKeyHandler(Upstream upstream) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (upstream.Key is { } key)
        {
            request.Headers.Remove(key.Name);
            if (IsUpstream(request.RequestUri!))
                request.Headers.TryAddWithoutValidation(key.Name, key.Value);
        }

        return base.SendAsync(request, ct);
    }

    private bool IsUpstream(Uri address) =>
        Uri.Compare(
            address,
            upstream.BaseAddress,
            UriComponents.SchemeAndServer,
            UriFormat.Unescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0;
}
