namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>Sends a request when the source's gate lets it.</summary>
internal sealed class MinimumIntervalHandler(MinimumInterval gate) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var waited = await gate.WaitAsync(ct);
        request.FetchContext().Metrics.CountWait(waited);
        return await base.SendAsync(request, ct);
    }
}
