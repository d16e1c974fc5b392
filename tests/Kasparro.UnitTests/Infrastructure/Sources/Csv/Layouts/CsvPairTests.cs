// cspell:disable: symbols of coins, and words of exporters.
using Kasparro.Infrastructure.Sources.Csv.Layouts;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Layouts;

/// <summary>What is a coin in a pair, and what its price is in.</summary>
public sealed class CsvPairTests
{
    [TestCase("BTCUSD", "BTC", "USD")]
    [TestCase("XBT/USD", "BTC", "USD")]
    [TestCase("BTC.USD", "BTC", "USD")]
    [TestCase("BTC USD", "BTC", "USD")]
    [TestCase("BITSTAMP:BTCUSD", "BTC", "USD", TestName = "An_exchange_in_front_is_no_coin")]
    [TestCase("tBTCUSD", "BTC", "USD", TestName = "Bitfinex_puts_a_t_in_front")]
    [TestCase("tDUSK:USD", "DUSK", "USD", TestName = "Bitfinex_has_a_colon_behind_longer_symbols")]
    [TestCase("tBTC:USD", "tBTC", "USD")]
    [TestCase("BTC/USD:USD", "BTC", "USD", TestName = "A_contract_is_settled_in_what_its_price_is_in")]
    [TestCase("COINBASE:BTC-USD", "BTC", "USD")]
    [TestCase("BTC|USD", "BTC", "USD")]
    [TestCase("BTC-USDT-SWAP", "BTC-USDT-SWAP", "USDT", TestName = "A_contract_is_no_coin")]
    [TestCase("BTC_USDT_PERP", "BTC_USDT_PERP", "USDT")]
    [TestCase("BTCEUR.P", "BTCEUR.P", "EUR")]
    [TestCase("BTCUSDT Perpetual", "BTCUSDT Perpetual", "USDT")]
    [TestCase("BB-A-PERP", "BB-A-PERP", null)]
    [TestCase("PERP", "PERP", null)]
    [TestCase("crvUSD", "crvUSD", null, TestName = "Two_cases_make_a_coin")]
    [TestCase("agEUR", "agEUR", null)]
    [TestCase("btc USD", "btc", "USD")]
    [TestCase("XXBTZUSD", "BTC", "USD")]
    [TestCase("BNBUSD", "BNB", "USD")]
    [TestCase("SHIBUSD", "SHIB", "USD")]
    [TestCase("USDTUSD", "USDT", "USD")]
    [TestCase("ETHBUSD", "ETH", "BUSD")]
    [TestCase("SANDBUSD", "SAND", "BUSD")]
    [TestCase("ADATUSD", "ADA", "TUSD")]
    [TestCase("PEPEFDUSD", "PEPE", "FDUSD")]
    [TestCase("BTCDAI", "BTC", "DAI")]
    [TestCase("BTCPLN", "BTC", "PLN")]
    [TestCase("btczar", "btc", "zar")]
    [TestCase("PULSAR", "PULSAR", null, TestName = "The_end_of_a_coin_is_no_quote")]
    [TestCase("WBTC", "WBTC", null)]
    public void A_pair_is_a_coin_and_what_its_price_is_in(string text, string coin, string? quote) =>
        Assert.That(CsvPair.Of(text), Is.EqualTo(new CsvPair(coin, quote)));
}
