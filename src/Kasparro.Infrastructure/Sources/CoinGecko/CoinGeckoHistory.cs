using System.Globalization;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Apis.Histories;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>
/// <c>/coins/{id}/market_chart/range</c>. CoinGecko chooses the steps from the time that is asked for: 5 minutes for a
/// day up to now, hours up to 90 days, days (at 00:00 UTC) beyond. So a short time is asked for in a longer one.
/// </summary>
internal static class CoinGeckoHistory
{
    /// <summary>An hour less than the 365 days: CoinGecko's clock is not ours.</summary>
    private static readonly TimeSpan s_pastYear = TimeSpan.FromDays(365) - TimeSpan.FromHours(1);

    private static readonly TimeSpan s_shortestDaily = TimeSpan.FromDays(91);
    private static readonly TimeSpan s_shortestHourly = TimeSpan.FromDays(2);

    private static readonly RecordMapping s_mapping = new RecordFields
    {
        Id = HistoryEnvelope.Id,
        Symbol = HistoryEnvelope.Symbol,
        Name = HistoryEnvelope.Name,
        Price = "prices[1]",
        MarketCap = "market_caps[1]",
        Volume24h = "total_volumes[1]",
        LastUpdated = "prices[0]",
        TimeFormat = TimeFormat.UnixMilliseconds,
    }.ToMapping(CoinGeckoMapping.Version);

    /// <param name="plan">Those without a paid key have the past year.</param>
    public static ApiHistory Of(CoinGeckoPlan plan)
    {
        TimeSpan? reach = plan == CoinGeckoPlan.Pro ? null : s_pastYear;
        return new ApiHistory
        {
            Limits = new Dictionary<HistoryInterval, HistoryLimits>
            {
                [HistoryInterval.Daily] = new(reach, TimeSpan.FromDays(3_650)),
                [HistoryInterval.Hourly] = new(reach, TimeSpan.FromDays(90)),
            },
            Address = Address,
            Points = RecordsPlace.Of(at: null, areMembers: true),
            Read = CoinGeckoPoints.Read,
            PointMapping = s_mapping,
        };
    }

    private static string Address(HistoryRequest request)
    {
        var asked = request.AtLeast(request.Interval == HistoryInterval.Daily ? s_shortestDaily : s_shortestHourly);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"coins/{asked.CoinInAddress}/market_chart/range?vs_currency=usd&from={asked.From.ToUnixTimeSeconds()}"
                + $"&to={asked.To.ToUnixTimeSeconds()}&precision=full"
        );
    }
}
