using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Apis.Histories;

/// <summary>A part of the past that is asked for in one request.</summary>
/// <param name="Coin">The source's own id.</param>
/// <param name="From">UTC, included.</param>
/// <param name="To">UTC, excluded.</param>
/// <param name="Now">UTC.</param>
internal readonly record struct HistoryRequest(
    string Coin,
    DateTimeOffset From,
    DateTimeOffset To,
    HistoryInterval Interval,
    DateTimeOffset Now
)
{
    /// <summary>The id, as a part of an address.</summary>
    public string CoinInAddress => Uri.EscapeDataString(Coin);

    /// <summary>
    /// The same part, made at least so long where the provider would else choose smaller steps: to its end first, as
    /// far as now, then to its beginning.
    /// </summary>
    public HistoryRequest AtLeast(TimeSpan length)
    {
        if (To - From >= length)
            return this;
        var to = From + length is var later && later < Now ? later : Now;
        to = to > To ? to : To;
        return this with { From = to - length < From ? to - length : From, To = to };
    }
}
