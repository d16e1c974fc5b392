// cspell:disable: symbols of coins.
namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>Symbols that are recognised where nothing else shows that a word is one.</summary>
internal static class CsvKnownCoin
{
    private static readonly HashSet<string> s_symbols = new(
        (
            "BTC XBT ETH USDT XRP BNB SOL USDC DOGE XDG ADA TRX AVAX DOT LINK LTC BCH BSV XLM XMR ETC SHIB UNI AAVE "
            + "ATOM ALGO FIL VET XTZ EOS NEO DASH ZEC HBAR ICP IOTA XEM NEAR APT ARB TON SUI PEPE"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    public static bool Is(string word) => s_symbols.Contains(word);
}
