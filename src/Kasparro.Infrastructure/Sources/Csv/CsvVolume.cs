namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>What a volume counts.</summary>
public enum CsvVolume
{
    Coins,
    Usd,
}
