namespace Kasparro.Dev.Upstream;

/// <summary>Asks CoinGecko and CoinPaprika for their smallest responses.</summary>
internal sealed class UpstreamProbe : IUpstreamProbe
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(3);

    private static readonly Uri[] s_addresses =
    [
        new("https://api.coingecko.com/api/v3/ping"),
        new("https://api.coinpaprika.com/v1/global"),
    ];

    public async Task<bool> AreReachableAsync(CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = s_limit };
        // CoinGecko refuses requests that do not say who asks.
        http.DefaultRequestHeaders.UserAgent.ParseAdd("kasparro");
        var reachable = await Task.WhenAll(s_addresses.Select(address => IsReachableAsync(http, address, ct)));
        return Array.TrueForAll(reachable, static one => one);
    }

    private static async Task<bool> IsReachableAsync(HttpClient http, Uri address, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(address, ct);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e)
            when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
