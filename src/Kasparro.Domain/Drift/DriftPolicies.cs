using System.Text.Json;
using Kasparro.Domain.RunChecks;

namespace Kasparro.Domain.Drift;

/// <summary>Which policy goes with which change.</summary>
/// <param name="chosen">By source, or by source and kind joined by a point; the more precise one counts.</param>
public sealed class DriftPolicies(IReadOnlyDictionary<string, DriftPolicy> chosen)
{
    public static readonly DriftPolicies Default = new(new Dictionary<string, DriftPolicy>());

    /// <summary>Whether records do not become market data under it.</summary>
    public static bool HoldsBack(DriftPolicy policy) => policy is DriftPolicy.Pause or DriftPolicy.Quarantine;

    /// <summary>
    /// Numbers of another scale that a record cannot do without pause the source: nothing else keeps them from being
    /// served. Other changes warn: records that lost what is needed are transform failures anyway. What the source does
    /// not read is only listed, whatever is chosen.
    /// </summary>
    public DriftPolicy Of(string source, SchemaChange change)
    {
        if (change.Severity <= Severity.Info)
            return DriftPolicy.Record;
        var kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(change.Kind.ToString());
        if (chosen.TryGetValue($"{source}.{kind}", out var policy) || chosen.TryGetValue(source, out policy))
            return policy;
        return change is { Severity: Severity.Critical, Kind: DriftKind.ScaleShifted }
            ? DriftPolicy.Pause
            : DriftPolicy.Warn;
    }
}
