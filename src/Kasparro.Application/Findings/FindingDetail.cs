using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Application.Findings;

/// <summary>Trouble that was noticed: open until its condition ends or a person acknowledges it.</summary>
/// <param name="FindingId" example="17">Its id; later findings have higher ones.</param>
/// <param name="Source" example="coingecko">The source.</param>
/// <param name="Type">What it is about.</param>
/// <param name="Subject" example="fetched_records">What of the source: a metric, or a path in its records.</param>
/// <param name="Severity">The worst so far; it never falls.</param>
/// <param name="Status">open, acknowledged or cleared.</param>
/// <param name="RunId">The run that opened it; null where none did.</param>
/// <param name="LastRunId">The last run that showed it.</param>
/// <param name="Expected" example="250">What was expected when it was opened; null where nothing was.</param>
/// <param name="Current" example="12">What it was when it was seen last.</param>
/// <param name="Message" example="coingecko: 12 records fetched, 250 expected">One sentence with both
/// numbers.</param>
/// <param name="Evidence">What to look at first.</param>
/// <param name="OpenedAt">When it was found first.</param>
/// <param name="LastSeenAt">When it was found last.</param>
/// <param name="ClearedAt">When its condition had ended; null while it lasts.</param>
/// <param name="AcknowledgedAt">When a person acknowledged it as normal; null where no one did.</param>
/// <param name="AcknowledgedBy" example="anna">Who acknowledged it.</param>
/// <param name="Note" example="the list was cut on purpose">Why it is normal.</param>
public sealed record FindingDetail(
    long FindingId,
    string Source,
    FindingType Type,
    string Subject,
    Severity Severity,
    FindingStatus Status,
    Guid? RunId,
    Guid? LastRunId,
    double? Expected,
    double? Current,
    string Message,
    IReadOnlyList<string> Evidence,
    DateTimeOffset OpenedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset? ClearedAt,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    string? Note
)
{
    public static FindingDetail Of(Finding finding) =>
        new(
            finding.FindingId,
            finding.Source,
            finding.Type,
            finding.Subject,
            finding.Severity,
            finding.Status,
            finding.RunId,
            finding.LastRunId,
            finding.Expected,
            finding.Current,
            finding.Message,
            finding.Evidence,
            finding.OpenedAt,
            finding.LastSeenAt,
            finding.ClearedAt,
            finding.AcknowledgedAt,
            finding.AcknowledgedBy,
            finding.Note
        );
}
