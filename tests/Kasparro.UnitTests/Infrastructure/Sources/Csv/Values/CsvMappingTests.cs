using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Values;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Values;

public sealed class CsvMappingTests
{
    private const string Row = """
        {"SNo":"1","Name":"Bitcoin","Symbol":"BTC","Date":"2013-04-29 23:59:59",
        "High":"147.4","Low":"134.0","Open":"134.4","Close":"144.5399932861328",
        "Volume":"0.0","Marketcap":"1603768864.5"}
        """;

    [Test, Property("EdgeCase", 49), Property("EdgeCase", 20)]
    public void A_daily_bar_is_an_observation_of_its_close()
    {
        var observation = ((Mapping.Accepted)CsvProbe.Map(Row)).Observation;
        Assert.That(
            (
                observation.SourceAssetId,
                observation.Symbol,
                observation.Name,
                observation.PriceUsd.Text,
                observation.MarketCapUsd?.Text,
                observation.Volume24hUsd?.Text,
                observation.LastUpdated
            ),
            Is.EqualTo(
                (
                    "BTC|Bitcoin",
                    "BTC",
                    "Bitcoin",
                    "144.5399932861328",
                    "1603768864.5",
                    "0.0",
                    new DateTimeOffset(2013, 4, 29, 23, 59, 59, TimeSpan.Zero)
                )
            )
        );
    }

    [TestCase("Marketcap")]
    [TestCase("Market Cap")]
    [TestCase("Market_Cap")]
    [TestCase("marketCap")]
    [TestCase("market")]
    [TestCase(" MARKET CAP ")]
    [Property("EdgeCase", 47)]
    public void The_market_cap_is_found_under_each_of_its_names(string header) =>
        Assert.That(
            ((Mapping.Accepted)CsvProbe.Map(Row.Replace("Marketcap", header))).Observation.MarketCapUsd?.Text,
            Is.EqualTo("1603768864.5")
        );

    [Test]
    public void A_full_name_counts_before_a_short_one_wherever_it_stands()
    {
        Assert.That(Cap("""{"market":"1","marketcap":"2","""), Is.EqualTo("2"));
        Assert.That(Cap("""{"marketcap":"2","market":"1","""), Is.EqualTo("2"));
        static string? Cap(string caps) =>
            ((Mapping.Accepted)CsvProbe.Map(caps + Row[1..].Replace("Marketcap", "x"))).Observation.MarketCapUsd?.Text;
    }

    [Test, Property("EdgeCase", 13)]
    public void A_missing_volume_or_cap_is_null_and_never_0()
    {
        var observation = (
            (Mapping.Accepted)CsvProbe.Map(Row.Replace("\"0.0\"", "\"-\"").Replace("1603768864.5", "NA"))
        ).Observation;
        Assert.That(
            (observation.Volume24hUsd, observation.MarketCapUsd),
            Is.EqualTo(((NumberLexeme?)null, (NumberLexeme?)null))
        );
    }

    [Test]
    public void Of_columns_with_one_name_the_last_one_counts() =>
        Assert.That(
            ((Mapping.Accepted)CsvProbe.Map("{\"close\":\"1\"," + Row[1..])).Observation.PriceUsd.Text,
            Is.EqualTo("144.5399932861328")
        );

    [TestCase("\"Close\"", "\"Clse\"", TransformFailureType.MissingField, "Close is missing")]
    [TestCase("144.5399932861328", "", TransformFailureType.MissingField, "Close is null")]
    [TestCase(
        "\"Close\":\"144.5399932861328\"",
        "\"CLOSE\":\"1 5\"",
        TransformFailureType.InvalidNumber,
        "CLOSE is '1 5', not a number"
    )]
    [TestCase("144.5399932861328", "0.0", TransformFailureType.OutOfRange, "Close is 0.0; it must be greater than 0")]
    [TestCase("1603768864.5", "-5", TransformFailureType.OutOfRange, "Marketcap is -5; it must not be negative")]
    [TestCase("\"Symbol\":\"BTC\",", "", TransformFailureType.MissingField, "Symbol is missing")]
    [TestCase("\"BTC\"", "\" \"", TransformFailureType.MissingField, "Symbol is empty")]
    [TestCase("\"Name\":\"Bitcoin\",", "", TransformFailureType.MissingField, "Name is missing")]
    [TestCase("\"Date\":\"2013-04-29 23:59:59\",", "", TransformFailureType.MissingField, "Date is missing")]
    [TestCase("2013-04-29 23:59:59", " ", TransformFailureType.MissingField, "Date is empty")]
    [TestCase(
        "2013-04-29 23:59:59",
        "29 Apr",
        TransformFailureType.InvalidTimestamp,
        "Date is '29 Apr': it is in no format that is known for times"
    )]
    [TestCase(
        "2013-04-29 23:59:59",
        "1/02/17",
        TransformFailureType.InvalidTimestamp,
        "Date is '1/02/17': day and month could be either way round; CSV_DATE_ORDER (mdy or dmy) says which"
    )]
    [TestCase(
        "\"BTC\"",
        "\"\\ud800\"",
        TransformFailureType.InvalidText,
        "Symbol|Name has a character that cannot be stored (U+0000 or half a surrogate pair)"
    )]
    [TestCase(
        "\"BTC\"",
        "\"\\u0000\"",
        TransformFailureType.InvalidText,
        "Symbol|Name has a character that cannot be stored (U+0000 or half a surrogate pair)"
    )]
    [TestCase("\"BTC\"", "[1]", TransformFailureType.InvalidText, "Symbol is 'StartArray', not a text")]
    [Property("EdgeCase", 47), Property("EdgeCase", 45), Property("EdgeCase", 14)]
    public void A_row_that_gives_no_observation_says_why(
        string part,
        string replacement,
        TransformFailureType kind,
        string reason
    )
    {
        var row = Row.Replace(part, replacement);
        Assert.That(row, Is.Not.EqualTo(Row));
        Assert.That(CsvProbe.Map(row), Is.EqualTo(new Mapping.Rejected(kind, reason)));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("null")]
    [TestCase("{\"Close\":")]
    [TestCase("{} {}")]
    [TestCase("not json")]
    public void A_payload_that_is_no_object_is_a_reason_not_an_exception(string payload) =>
        Assert.That(
            CsvProbe.Map(payload),
            Is.EqualTo(new Mapping.Rejected(TransformFailureType.NotAnObject, "the payload is not a JSON object"))
        );

    [Test]
    public void The_id_is_the_one_that_the_row_was_stored_under()
    {
        var row = Row.Replace("\"BTC\"", "\"A|B%\"");
        Assert.That(
            ((Mapping.Accepted)CsvProbe.Map(row)).Observation.SourceAssetId,
            Is.EqualTo(CsvAssetId.Of("A|B%", "Bitcoin"))
        );
    }

    /// <summary>A space behind a comma, in the cell that was read and in a payload that was stored before.</summary>
    [Test]
    public async Task Spaces_around_symbol_and_name_are_no_part_of_the_id()
    {
        var record = (await CsvProbe.ReadAsync("Symbol, Name,Date,Close\n BTC , Bitcoin,2020-01-01,1\n")).Single();

        Assert.That(record.Id, Is.EqualTo("BTC|Bitcoin"));
        Assert.That(((Mapping.Accepted)CsvProbe.Map(record.Json)).Observation.SourceAssetId, Is.EqualTo("BTC|Bitcoin"));
    }

    [Test]
    public void The_zone_that_is_set_decides_what_a_naive_time_means() =>
        Assert.That(
            ((Mapping.Accepted)CsvProbe.Map(Row, "Asia/Tokyo")).Observation.LastUpdated,
            Is.EqualTo(new DateTimeOffset(2013, 4, 29, 14, 59, 59, TimeSpan.Zero))
        );

    [TestCase("Currency", "EUR", "Currency is EUR, and only prices in US dollars are market data")]
    [TestCase("currency", " jpy ", "currency is jpy, and only prices in US dollars are market data")]
    [TestCase("quote_currency", "BTC", "quote_currency is BTC, and only prices in US dollars are market data")]
    [TestCase("vsCurrency", "USDT", "vsCurrency is USDT, and only prices in US dollars are market data")]
    [TestCase("Market", "KRW-BTC", "Market is KRW-BTC, so the price is in KRW, and only prices in US dollars are")]
    [TestCase("Market", "btc/eur", "Market is btc/eur, so the price is in eur, and only prices in US dollars are")]
    [Promise(20)]
    public void A_price_in_another_currency_is_no_price(string column, string text, string reason)
    {
        var rejected = (Mapping.Rejected)CsvProbe.Map(WithColumn(column, text));

        Assert.That(rejected.Kind, Is.EqualTo(TransformFailureType.NoUsdQuote));
        Assert.That(rejected.Reason, Does.StartWith(reason));
    }

    [TestCase("Currency", "USD")]
    [TestCase("Currency", "usd ")]
    [TestCase("Currency", "US$")]
    [TestCase("Currency", "")]
    [TestCase("Market", "BTC-USD")]
    [TestCase("Market", "USD/BTC")]
    [TestCase("Market", "binance")]
    [TestCase("Market", "KRW-ETH")]
    public void A_price_in_dollars_is_one_whatever_the_market_is_called(string column, string text)
    {
        var observation = ((Mapping.Accepted)CsvProbe.Map(WithColumn(column, text))).Observation;

        Assert.That((observation.PriceUsd.Text, observation.MarketCapUsd), Is.EqualTo(("97026.42", (object?)null)));
    }

    private static string WithColumn(string column, string text) =>
        $$"""
            {"Symbol":"BTC","Name":"Bitcoin","Date":"2025-05-08","Close":"97026.42","{{column}}":"{{text}}"}
            """;
}
