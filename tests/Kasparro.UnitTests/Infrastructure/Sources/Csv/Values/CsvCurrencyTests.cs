// cspell:disable: symbols of coins, and words of exporters.
using Kasparro.Testing;

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
    [TestCase("Symbol", "BTCUSDT")]
    [TestCase("Symbol", "BTC-USDT-SWAP")]
    [TestCase("Symbol", "BTC|USDT")]
    [TestCase("Pair", "BTC-EUR")]
    [TestCase("Market", "BTCEUR")]
    [TestCase("Market", "KRW")]
    [TestCase("Quote", "EUR")]
    [TestCase("quoteAsset", "EUR")]
    [TestCase("Währung", "EUR")]
    [TestCase("Devise", "EUR")]
    [TestCase("Moneda", "EUR")]
    [TestCase("currency_symbol", "€")]
    [TestCase("Volume EUR", "5")]
    [TestCase("Volume USDT", "5")]
    [TestCase("Volume (ETH)", "5")]
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
    [TestCase("Quote", "U.S. Dollar")]
    [TestCase("Volume BTC", "5")]
    [TestCase("Volume_(XBT)", "5")]
    [TestCase("Close (EUR)", "5")]
    [TestCase("EUR price", "5")]
    public async Task What_names_dollars_or_the_coin_itself_changes_nothing(string column, string text) =>
        Assert.That(
            await _files.ReadAsync("a.csv", Row.Replace("Close\n", $"Close,{column}\n").TrimEnd() + $",{text}\n"),
            Is.EqualTo(s_row)
        );

    [Test]
    public async Task A_volume_in_what_the_file_is_about_names_no_currency_and_another_one_does()
    {
        const string Csv = "Date,Close,Volume BTC,Volume USDT\n2025-05-08,97026.41,5,6\n";

        Assert.That(await _files.ReadAsync("a.csv", Csv, ("CSV_SYMBOL", "BTC")), Is.EqualTo(s_noDollars));
        Assert.That(
            await _files.ReadAsync("a.csv", Csv.Replace("Volume BTC,", "Open,"), ("CSV_SYMBOL", "USDT")),
            Has.Some.StartsWith("USDT USDT")
        );
    }

    [TestCase("Volume ETH,Volume BTC")]
    [Promise(20)]
    public async Task The_price_of_a_coin_in_another_one_is_no_price_in_dollars(string volumes) =>
        Assert.That(
            await _files.ReadAsync("a.csv", $"Symbol,Name,Date,Close,{volumes}\nETH,Ethereum,2025-05-08,0.02,5,6\n"),
            Is.EqualTo(s_noDollars)
        );

    [Test]
    public async Task Of_prices_in_two_currencies_the_one_in_dollars_counts() =>
        Assert.That(
            await _files.ReadAsync(
                "a.csv",
                "Symbol,Name,Date,Open (EUR),Close (EUR),Volume USDT,Close (USD)\n"
                    + "BTC,Bitcoin,2025-05-08,1,2,3,97026.41\n"
            ),
            Is.EqualTo(s_row)
        );

    [Test]
    public async Task A_pair_against_the_dollar_next_to_a_name_is_its_coin() =>
        Assert.That(await _files.ReadAsync("a.csv", Row.Replace("BTC,", "BTC-USD,")), Is.EqualTo(s_row));

    [TestCase("BB-A-USD")]
    [TestCase("CRVUSD")]
    public async Task What_could_be_a_coin_next_to_a_name_stays_one(string symbol) =>
        Assert.That(
            await _files.ReadAsync("a.csv", Row.Replace("BTC,", symbol + ",")),
            Has.Some.StartsWith($"{symbol} Bitcoin ")
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
