namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>CoinGecko's kinds of access, which differ in host, header and rate.</summary>
public enum CoinGeckoPlan
{
    Keyless,
    Demo,
    Pro,
}
