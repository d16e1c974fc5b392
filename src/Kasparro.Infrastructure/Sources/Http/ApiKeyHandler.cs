namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// Adds the key to requests to the upstream itself, and removes it from any other, so that no redirect carries it away.
/// What comes back, and every message about it, has the address without the key.
/// </summary>
internal sealed class ApiKeyHandler(Upstream upstream) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (upstream.Key is not { } key)
            return await base.SendAsync(request, ct);
        try
        {
            if (upstream.IsAt(request.RequestUri!))
                key.AddTo(request);
            else
                key.RemoveFrom(request);
            return await base.SendAsync(request, ct);
        }
        finally
        {
            key.RemoveFrom(request);
        }
    }
}
