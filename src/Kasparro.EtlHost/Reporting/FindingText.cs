using System.Globalization;
using System.Text.Json;
using Kasparro.Application.Findings;

namespace Kasparro.EtlHost.Reporting;

/// <summary>Findings as lines of text.</summary>
internal static class FindingText
{
    private const int MostEvidence = 3;

    /// <summary>What a run opened and cleared; nothing where it changed none.</summary>
    public static IEnumerable<string> Changes(FindingChanges? changes) =>
        changes is null
            ? []
            :
            [
                .. changes.Opened.Select(finding => $"New finding {Sentence(finding)}"),
                .. changes.Cleared.Select(finding => $"Cleared finding {Sentence(finding)}"),
            ];

    public static IEnumerable<string> List(IReadOnlyList<FindingDetail> findings, DateTimeOffset now) =>
        findings.Count == 0 ? ["There are no such findings."] : findings.SelectMany(finding => Lines(finding, now));

    public static IEnumerable<string> Acknowledged(FindingDetail finding) =>
        [$"Acknowledged finding {Sentence(finding)}"];

    private static IEnumerable<string> Lines(FindingDetail finding, DateTimeOffset now)
    {
        yield return Sentence(finding);
        yield return $"    {Word(finding.Status)}, opened {Time(finding.OpenedAt)} "
            + $"({Age(now - finding.OpenedAt)} ago), "
            + $"last seen {Time(finding.LastSeenAt)}";
        if (finding.Evidence.Count > 0)
            yield return $"    see {string.Join(", ", finding.Evidence.Take(MostEvidence))}"
                + (finding.Evidence.Count > MostEvidence ? ", …" : "");
        if (finding.AcknowledgedBy is { } by)
            yield return $"    acknowledged by {by}{(finding.Note is { } note ? $": {note}" : "")}";
    }

    public static string Sentence(FindingDetail finding) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{finding.FindingId} ({Word(finding.Severity)}, {Word(finding.Type)}): {finding.Message}"
        );

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Age(TimeSpan age) =>
        age.TotalHours < 48
            ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0.#} h")
            : string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} days");

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
