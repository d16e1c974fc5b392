using System.Globalization;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Sources;

/// <summary>Requests that a provider's plan has in a month, and how many of them were sent.</summary>
/// <param name="Title">The provider, for people.</param>
/// <param name="Limit">Requests a month.</param>
/// <param name="Used">Sent since the month began, by every process.</param>
/// <param name="RenewsAt">When the next month begins, in UTC.</param>
public sealed record RequestBudget(string Title, long Limit, long Used, DateTimeOffset RenewsAt)
{
    /// <summary>Kept for runs that are to come, so that this one does not take them.</summary>
    public long Reserved { get; init; }

    public long Left => Math.Max(0, Limit - Used - Reserved);

    /// <summary>Why no further request is sent.</summary>
    public SourceException Exceeded(long needed) =>
        new(
            FailureClass.Config,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Title} has {Left:N0} of {Limit:N0} requests left this month{Others}, and this run needs {needed:N0}."
            ),
            $"It may run again on {RenewsAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. Fetch fewer pages "
                + "or less often, or set the monthly requests of your plan; EtlHost plan shows what the settings cost."
        );

    private string Others =>
        Reserved == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" ({Reserved:N0} are kept for scheduled runs)");
}
