using Kasparro.Domain.Drift;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.Drift;

/// <summary>A change of a source's records.</summary>
/// <param name="DriftId" example="3">Its id; later ones have higher ones.</param>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="Path" example="market_cap">Where; of a renamed path, its old name.</param>
/// <param name="Kind">What changed.</param>
/// <param name="From" example="market_cap">What was there.</param>
/// <param name="To" example="marketCap">What is there now.</param>
/// <param name="Severity">By what the source reads: critical, warning or info.</param>
/// <param name="Policy">What is done about it: record, warn, quarantine or pause.</param>
/// <param name="Confidence" example="0.98">0 to 1, when it was found first.</param>
/// <param name="Status">open, accepted or ended.</param>
/// <param name="FirstRunId">The run that showed it first.</param>
/// <param name="LastRunId">The run that showed it last.</param>
/// <param name="RunsSeen" example="2">Runs that showed it.</param>
/// <param name="OpenedAt">When it was found first.</param>
/// <param name="LastSeenAt">When it was found last.</param>
/// <param name="EndedAt">When it was over; null while it lasts.</param>
/// <param name="AcceptedAt">When a person accepted it; null where no one did.</param>
/// <param name="AcceptedBy" example="anna">Who accepted it.</param>
public sealed record DriftDetail(
    long DriftId,
    string Source,
    string Path,
    DriftKind Kind,
    string From,
    string To,
    Severity Severity,
    DriftPolicy Policy,
    double Confidence,
    DriftStatus Status,
    Guid FirstRunId,
    Guid LastRunId,
    int RunsSeen,
    DateTimeOffset OpenedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? AcceptedAt,
    string? AcceptedBy
)
{
    public static DriftDetail Of(SchemaDrift drift) =>
        new(
            drift.DriftId,
            drift.Source,
            drift.Path,
            drift.Kind,
            drift.From,
            drift.To,
            drift.Severity,
            drift.Policy,
            drift.Confidence,
            drift.Status,
            drift.FirstRunId,
            drift.LastRunId,
            drift.RunsSeen,
            drift.OpenedAt,
            drift.LastSeenAt,
            drift.EndedAt,
            drift.AcceptedAt,
            drift.AcceptedBy
        );
}
