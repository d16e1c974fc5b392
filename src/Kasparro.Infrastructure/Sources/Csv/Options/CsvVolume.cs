namespace Kasparro.Infrastructure.Sources.Csv.Options;

/// <summary>What a volume counts.</summary>
public enum CsvVolume
{
    Coins,
    Usd,
}
