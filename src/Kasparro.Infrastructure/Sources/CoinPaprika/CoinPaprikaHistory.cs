using System.Globalization;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Histories;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.CoinPaprika;

/// <summary><c>/tickers/{id}/historical</c>: an array of points, 5,000 at most.</summary>
internal static class CoinPaprikaHistory
{
    private const int MaxPoints = 5_000;

    private static readonly RecordMapping s_mapping = new RecordFields
    {
        Id = HistoryEnvelope.Id,
        Symbol = HistoryEnvelope.Symbol,
        Name = HistoryEnvelope.Name,
        Price = "price",
        MarketCap = "market_cap",
        Volume24h = "volume_24h",
        LastUpdated = "timestamp",
    }.ToMapping(CoinPaprikaMapping.Version);

    /// <param name="isFree">Without a key, the plan is known. What a paid one hands out, CoinPaprika says
    /// itself.</param>
    public static ApiHistory Of(bool isFree) =>
        new()
        {
            Limits = new Dictionary<HistoryInterval, HistoryLimits>
            {
                [HistoryInterval.Daily] = new(isFree ? TimeSpan.FromDays(364) : null, TimeSpan.FromDays(MaxPoints - 1)),
                [HistoryInterval.Hourly] = new(
                    isFree ? TimeSpan.FromHours(23) : null,
                    TimeSpan.FromHours(MaxPoints - 1)
                ),
            },
            Address = Address,
            Points = RecordsPlace.Whole,
            Read = response => response.Elements.Parts(MaxPoints).SelectMany(part => part.Select(point => point.Text)),
            PointMapping = s_mapping,
        };

    private static string Address(HistoryRequest request) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"tickers/{request.CoinInAddress}/historical?start={request.From.ToUnixTimeSeconds()}"
                + $"&end={request.To.ToUnixTimeSeconds()}&limit={MaxPoints}&quote=usd"
                + $"&interval={(request.Interval == HistoryInterval.Daily ? "1d" : "1h")}"
        );
}
