// cspell:disable: symbols of coins.
namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Values;

/// <summary>What the prices of a row are in, wherever it says so.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvCurrencyTests : IDisposable
{
    private const string Row = "Symbol,Name,Date,Close\nBTC,Bitcoin,2025-05-08,97026.41\n";

    private static readonly string[] s_row = ["BTC Bitcoin 2025-05-08T00:00:00 97026.41 - -"];
    private static readonly string[] s_noDollars = ["NoUsdQuote"];

    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [TestCase("Symbol", "BTC-EUR")]
    [TestCase("Symbol", "BTC/USDT")]
    [TestCase("Symbol", "BTCEUR")]
    [TestCase("Pair", "BTC-EUR")]
    [TestCase("Market", "BTCEUR")]
    [TestCase("Market", "KRW")]
    [TestCase("Quote", "EUR")]
    [TestCase("Volume EUR", "5")]
    [TestCase("Open (GBP)", "5")]
    [TestCase("Close", "€97026.41")]
    [TestCase("Close", "97026.41 EUR")]
    [TestCase("Close", "£ 97026")]
    public async Task A_row_that_names_another_currency_anywhere_gives_no_price(string column, string text)
    {
        var csv = column is "Symbol" or "Close" ? Row : Row.Replace("Close\n", $"Close,{column}\n").TrimEnd() + ",\n";
        csv = column switch
        {
            "Symbol" => csv.Replace("\nBTC,", $"\n{text},"),
            "Close" => csv.Replace("97026.41", text),
            _ => csv.TrimEnd() + text + "\n",
        };

        Assert.That(await _files.ReadAsync("a.csv", csv), Is.EqualTo(s_noDollars));
    }

    [TestCase("Market", "BTC")]
    [TestCase("Market", "USD")]
    [TestCase("Market", "BTCUSD")]
    [TestCase("Pair", "BTC/USD")]
    [TestCase("Quote", "US dollar")]
    [TestCase("Volume BTC", "5")]
    [TestCase("Close (EUR)", "5")]
    [TestCase("EUR price", "5")]
    public async Task What_names_dollars_or_the_coin_itself_changes_nothing(string column, string text) =>
        Assert.That(
            await _files.ReadAsync("a.csv", Row.Replace("Close\n", $"Close,{column}\n").TrimEnd() + $",{text}\n"),
            Is.EqualTo(s_row)
        );

    /// <summary>uniETH and TUSD are coins of these names, and no pairs.</summary>
    [Test]
    public async Task A_symbol_next_to_a_name_is_a_coin_where_it_can_be_one() =>
        Assert.That(
            await _files.ReadAsync(
                "a.csv",
                "Symbol,Name,Date,Close\nUNIETH,Universal ETH,2025-05-08,1\nTUSD,TrueUSD,2025-05-08,2\n"
            ),
            Is.EqualTo(
                new[] { "UNIETH Universal ETH 2025-05-08T00:00:00 1 - -", "TUSD TrueUSD 2025-05-08T00:00:00 2 - -" }
            )
        );
}
