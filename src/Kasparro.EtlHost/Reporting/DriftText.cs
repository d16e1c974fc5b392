using System.Globalization;
using System.Text.Json;
using Kasparro.Application.Drift;

namespace Kasparro.EtlHost.Reporting;

/// <summary>Changes of sources' records as lines of text.</summary>
internal static class DriftText
{
    public static IEnumerable<string> List(IReadOnlyList<DriftDetail> drifts) =>
        drifts.Count == 0 ? ["There are no such changes."] : drifts.Select(Sentence);

    public static IEnumerable<string> Show(DriftDetail drift)
    {
        yield return Sentence(drift);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"    policy {Word(drift.Policy)}, confidence {drift.Confidence:0.####}, seen by {drift.RunsSeen} runs"
        );
        yield return $"    first {Time(drift.OpenedAt)} in run {drift.FirstRunId}";
        yield return $"    last  {Time(drift.LastSeenAt)} in run {drift.LastRunId}";
        if (drift.EndedAt is { } ended)
            yield return $"    ended {Time(ended)}";
        if (drift.AcceptedAt is { } accepted)
            yield return $"    accepted {Time(accepted)} by {drift.AcceptedBy}";
    }

    public static IEnumerable<string> Accepted(DriftDetail drift) => [$"Accepted {Sentence(drift)}"];

    private static string Sentence(DriftDetail drift) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{drift.DriftId} {drift.Source} {drift.Path}: {Word(drift.Kind)}, {drift.From} to {drift.To} "
                + $"({Word(drift.Severity)}, {Word(drift.Status)})"
        );

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
