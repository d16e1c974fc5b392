using Kasparro.Infrastructure.Configuration;

namespace Kasparro.Infrastructure.Sources;

/// <summary>Which sources this installation has.</summary>
public sealed class SourceSettings
{
    public const string Variable = "ENABLED_SOURCES";

    /// <summary>Names of sources, separated by commas.</summary>
    [Setting(Variable, "coingecko,coinpaprika,csv")]
    public string[] Enabled { get; set; } = [.. SourceModules.OnByDefault];
}
