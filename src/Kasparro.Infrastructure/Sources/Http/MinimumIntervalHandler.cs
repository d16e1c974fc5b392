namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>Sends a request once the minimum interval since the one before has passed.</summary>
internal sealed class MinimumIntervalHandler(MinimumInterval interval) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var waited = await interval.WaitAsync(ct);
        request.GetFetchContext().Metrics.CountWait(waited);
        return await base.SendAsync(request, ct);
    }
}
