// cspell:disable: symbols of coins.
namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Layouts;

/// <summary>Which coin a symbol means in a file without names, where it may be a pair.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvPairsInFilesTests : IDisposable
{
    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [TestCase("BTC/USD", "BTC")]
    [TestCase("BTC-USD", "BTC")]
    [TestCase("BTC_USD", "BTC")]
    [TestCase("BTC:USD", "BTC")]
    [TestCase("btcusd", "btc")]
    [TestCase("BTC-USD-SWAP", "BTC-USD-SWAP", Description = "not the coin, and in US dollars")]
    [TestCase("XBTUSD", "BTC")]
    [TestCase("XDG/USD", "DOGE")]
    [TestCase("BTC", "BTC")]
    [TestCase("STETH", "STETH")]
    [TestCase("CBETH", "CBETH")]
    [TestCase("WBTC", "WBTC")]
    [TestCase("TUSD", "TUSD")]
    public async Task A_pair_against_the_dollar_and_a_coin_alone_are_this_coin(string symbol, string coin) =>
        Assert.That(
            await _files.ReadAsync("prices.csv", $"Symbol,Date,Close\n{symbol},2020-01-01,2\n"),
            Is.EqualTo(new[] { $"{coin} {coin} 2020-01-01T00:00:00 2 - -" })
        );

    [TestCase("BTC:EUR")]
    [TestCase("STETHETH")]
    [TestCase("ETHBTC")]
    [TestCase("BTCUSDT")]
    [TestCase("BTC-USDT-SWAP")]
    [TestCase("BTCEUR.P")]
    [TestCase("BTCUSDTPERP")]
    public async Task A_pair_against_anything_else_gives_no_price(string symbol) =>
        Assert.That(
            await _files.ReadAsync("prices.csv", $"Symbol,Date,Close\n{symbol},2020-01-01,2\n"),
            Is.EqualTo(new[] { "NoUsdQuote" })
        );
}
