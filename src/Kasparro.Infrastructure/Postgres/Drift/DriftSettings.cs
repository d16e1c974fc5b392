using System.Text.Json;
using Kasparro.Domain.Drift;
using Kasparro.Infrastructure.Configuration;
using Kasparro.Infrastructure.Sources;

namespace Kasparro.Infrastructure.Postgres.Drift;

/// <summary>What is done about changes of what sources send.</summary>
internal sealed class DriftSettings
{
    private const string Variable = "DRIFT_POLICY";
    private const string Example = "coingecko=warn,coinpaprika.scale_shifted=quarantine";

    [Setting(
        Variable,
        Example,
        Description = "What is done about a change of what a source sends and Kasparro reads: `source=policy` "
            + "or `source.kind=policy`, separated by commas. Policies: `record`, `warn`, `quarantine` "
            + "(these records are transform failures until it is accepted), `pause` (market data stays "
            + "as it was until it is over or accepted). Kinds: as `/schema-drifts` has them",
        Default = "prices of another scale `pause`, other changes `warn`"
    )]
    public string[] Policies { get; set; } = [];

    /// <summary>Reports those that name no source, no kind or no policy.</summary>
    public DriftPolicies Read(Settings settings)
    {
        var chosen = new Dictionary<string, DriftPolicy>();
        foreach (var text in Policies)
            if (text.Split('=') is [var of, var word] && IsKnown(of) && Find<DriftPolicy>(word) is { } policy)
                chosen[of] = policy;
            else
                settings.Report(
                    Variable,
                    $"has '{text}', which is no source (and kind of change) with one of record, warn, quarantine, "
                        + "pause",
                    Example
                );
        return new DriftPolicies(chosen);
    }

    private static bool IsKnown(string of)
    {
        var parts = of.Split('.');
        return parts.Length <= 2
            && SourceModules.All.Any(module => module.Name == parts[0])
            && (parts.Length == 1 || Find<DriftKind>(parts[1]) is not null);
    }

    private static T? Find<T>(string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()) == word)
                return value;
        return null;
    }
}
