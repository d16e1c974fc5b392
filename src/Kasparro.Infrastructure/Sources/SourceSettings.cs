using Kasparro.Infrastructure.Configuration;

namespace Kasparro.Infrastructure.Sources;

/// <summary>Which sources this installation has.</summary>
public sealed class SourceSettings
{
    public const string Variable = "ENABLED_SOURCES";

    [Setting(
        Variable,
        "coingecko,coinpaprika,csv",
        Description = "Names of sources, separated by commas. A source without anything to fetch from (csv "
            + "without `CSV_PATH` and `data/csv`) or without a key that it requires takes no part, and "
            + "runs say so"
    )]
    public string[] Enabled { get; set; } = [.. SourceModules.OnByDefault];
}
