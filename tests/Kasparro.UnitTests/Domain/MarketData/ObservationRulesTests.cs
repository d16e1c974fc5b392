using System.Text;
using Kasparro.Domain.MarketData;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Domain.MarketData;

public sealed class ObservationRulesTests
{
    private static readonly DateTimeOffset s_instant = new(2025, 2, 9, 17, 44, 6, TimeSpan.Zero);

    private static readonly ObservationFields s_good = new(
        Field.OfText("id", "bitcoin"),
        Field.OfText("symbol", "btc"),
        Field.OfText("name", "Bitcoin"),
        Field.OfNumber("current_price", "97321.10"),
        Field.OfNumber("market_cap", "1.9e12"),
        Field.OfNumber("total_volume", "0"),
        Field.OfText("last_updated", "2025-02-09T17:44:06Z"),
        TimestampReading.Of(s_instant)
    );

    [Test, Promise(9)]
    public void Where_every_rule_holds_there_is_an_observation_with_the_digits_that_were_sent() =>
        Assert.That(
            s_good.ToMapping(),
            Is.EqualTo(
                new Mapping.Accepted(
                    new Observation(
                        "bitcoin",
                        "btc",
                        "Bitcoin",
                        Number("97321.10"),
                        Number("1.9e12"),
                        Number("0"),
                        s_instant
                    )
                )
            )
        );

    [TestCase(FieldKind.Missing)]
    [TestCase(FieldKind.Null)]
    public void A_market_cap_or_volume_that_is_absent_stays_absent(FieldKind kind)
    {
        var observation = (
            (Mapping.Accepted)
                (
                    s_good with
                    {
                        MarketCap = new("market_cap", kind, null),
                        Volume24h = new("total_volume", kind, null),
                    }
                ).ToMapping()
        ).Observation;
        Assert.That(
            (observation.MarketCapUsd, observation.Volume24hUsd),
            Is.EqualTo(((NumberLexeme?)null, (NumberLexeme?)null))
        );
    }

    [TestCase("0")]
    [TestCase("-0")]
    [TestCase("0.00")]
    public void A_market_cap_or_volume_of_nothing_is_a_value(string nothing)
    {
        var observation = (
            (Mapping.Accepted)
                (
                    s_good with
                    {
                        MarketCap = Field.OfNumber("market_cap", nothing),
                        Volume24h = Field.OfNumber("total_volume", nothing),
                    }
                ).ToMapping()
        ).Observation;
        Assert.That((observation.MarketCapUsd?.Text, observation.Volume24hUsd?.Text), Is.EqualTo((nothing, nothing)));
    }

    private static IEnumerable<TestCaseData> Rejections()
    {
        var tooLong = new string('x', 61);
        (ObservationFields Fields, TransformFailureType Kind, string Reason)[] cases =
        [
            (s_good with { Id = Field.Missing("id") }, TransformFailureType.MissingField, "id is missing"),
            (s_good with { Id = Field.Null("id") }, TransformFailureType.MissingField, "id is null"),
            (s_good with { Symbol = Field.Missing("symbol") }, TransformFailureType.MissingField, "symbol is missing"),
            (s_good with { Symbol = Field.OfText("symbol", "") }, TransformFailureType.MissingField, "symbol is empty"),
            (
                s_good with
                {
                    Name = Field.OfText("name", " \t\u00a0"),
                },
                TransformFailureType.MissingField,
                "name is empty"
            ),
            (s_good with { Id = Field.OfNumber("id", "7") }, TransformFailureType.InvalidText, "id is 7, not a text"),
            (
                s_good with
                {
                    Symbol = Field.Other("symbol", "true"),
                },
                TransformFailureType.InvalidText,
                "symbol is 'true', not a text"
            ),
            (
                s_good with
                {
                    Name = Field.Other("name", "{\"en\":\"Bitcoin\"}"),
                },
                TransformFailureType.InvalidText,
                "name is '{\"en\":\"Bitcoin\"}', not a text"
            ),
            (
                s_good with
                {
                    Name = Field.OfText("name", "Bit\0coin"),
                },
                TransformFailureType.InvalidText,
                "name has a character that cannot be stored (U+0000 or half a surrogate pair)"
            ),
            (
                s_good with
                {
                    Symbol = Field.OfText("symbol", "\ud83d"),
                },
                TransformFailureType.InvalidText,
                "symbol has a character that cannot be stored (U+0000 or half a surrogate pair)"
            ),
            (
                s_good with
                {
                    Id = Field.OfText("id", new string('a', 257)),
                },
                TransformFailureType.InvalidText,
                "id has 257 bytes; 256 are kept at most"
            ),
            (
                s_good with
                {
                    Symbol = Field.OfText("symbol", new string('é', 65)),
                },
                TransformFailureType.InvalidText,
                "symbol has 130 bytes; 128 are kept at most"
            ),
            (
                s_good with
                {
                    Name = Field.OfText("name", new string('a', 513)),
                },
                TransformFailureType.InvalidText,
                "name has 513 bytes; 512 are kept at most"
            ),
            (
                s_good with
                {
                    Price = Field.Missing("quotes.USD.price"),
                },
                TransformFailureType.MissingField,
                "quotes.USD.price is missing"
            ),
            (
                s_good with
                {
                    Price = Field.Null("current_price"),
                },
                TransformFailureType.MissingField,
                "current_price is null"
            ),
            (
                s_good with
                {
                    Price = Field.OfText("current_price", "97321.10"),
                },
                TransformFailureType.InvalidNumber,
                "current_price is '97321.10', not a number"
            ),
            (
                s_good with
                {
                    Price = Field.OfText("current_price", ""),
                },
                TransformFailureType.InvalidNumber,
                "current_price is '', not a number"
            ),
            (
                s_good with
                {
                    Price = Field.Other("current_price", "[1]"),
                },
                TransformFailureType.InvalidNumber,
                "current_price is '[1]', not a number"
            ),
            (
                s_good with
                {
                    Price = Field.OfNumber("Close", "1.2.3"),
                },
                TransformFailureType.InvalidNumber,
                "Close is 1.2.3, not a number"
            ),
            (
                s_good with
                {
                    Price = Field.OfNumber("current_price", "0"),
                },
                TransformFailureType.OutOfRange,
                "current_price is 0; it must be greater than 0"
            ),
            (
                s_good with
                {
                    Price = Field.OfNumber("current_price", "-0.0"),
                },
                TransformFailureType.OutOfRange,
                "current_price is -0.0; it must be greater than 0"
            ),
            (
                s_good with
                {
                    Price = Field.OfNumber("current_price", "-1e-9"),
                },
                TransformFailureType.OutOfRange,
                "current_price is -1e-9; it must be greater than 0"
            ),
            (
                s_good with
                {
                    Price = Field.OfNumber("current_price", "1e1000"),
                },
                TransformFailureType.OutOfRange,
                "current_price is 1e1000: more than 1000 digits before or after the decimal point"
            ),
            (
                s_good with
                {
                    MarketCap = Field.OfNumber("market_cap", "-1"),
                },
                TransformFailureType.OutOfRange,
                "market_cap is -1; it must not be negative"
            ),
            (
                s_good with
                {
                    MarketCap = Field.OfText("market_cap", "n/a"),
                },
                TransformFailureType.InvalidNumber,
                "market_cap is 'n/a', not a number"
            ),
            (
                s_good with
                {
                    MarketCap = Field.OfNumber("market_cap", "1e-1001"),
                },
                TransformFailureType.OutOfRange,
                "market_cap is 1e-1001: more than 1000 digits before or after the decimal point"
            ),
            (
                s_good with
                {
                    Volume24h = Field.OfNumber("total_volume", "-0.1"),
                },
                TransformFailureType.OutOfRange,
                "total_volume is -0.1; it must not be negative"
            ),
            (
                s_good with
                {
                    Volume24h = Field.Other("total_volume", "false"),
                },
                TransformFailureType.InvalidNumber,
                "total_volume is 'false', not a number"
            ),
            (
                s_good with
                {
                    LastUpdated = Field.Missing("last_updated"),
                    Instant = default,
                },
                TransformFailureType.MissingField,
                "last_updated is missing"
            ),
            (
                s_good with
                {
                    LastUpdated = Field.Null("last_updated"),
                    Instant = default,
                },
                TransformFailureType.MissingField,
                "last_updated is null"
            ),
            (
                s_good with
                {
                    LastUpdated = Field.OfText("last_updated", ""),
                    Instant = Timestamp.ReadIso8601(""),
                },
                TransformFailureType.MissingField,
                "last_updated is empty"
            ),
            (
                s_good with
                {
                    LastUpdated = Field.OfText("last_updated", "soon"),
                    Instant = Timestamp.ReadIso8601("soon"),
                },
                TransformFailureType.InvalidTimestamp,
                "last_updated is 'soon': it is not an ISO 8601 time"
            ),
            (
                s_good with
                {
                    LastUpdated = Field.OfText("last_updated", "2025-02-09T17:44:06"),
                    Instant = Timestamp.ReadIso8601("2025-02-09T17:44:06"),
                },
                TransformFailureType.InvalidTimestamp,
                "last_updated is '2025-02-09T17:44:06': it has no offset from UTC, so it could be any instant of a day"
            ),
            (
                s_good with
                {
                    LastUpdated = Field.OfNumber("last_updated", "1739123046"),
                    Instant = default,
                },
                TransformFailureType.InvalidTimestamp,
                "last_updated is 1739123046: it is not a time"
            ),
            // What a reason quotes is short, and can itself be stored.
            (
                s_good with
                {
                    Price = Field.OfText("current_price", tooLong),
                },
                TransformFailureType.InvalidNumber,
                $"current_price is '{tooLong[..60]}…', not a number"
            ),
            (
                s_good with
                {
                    Price = Field.OfNumber("current_price", new string('9', 1_001)),
                },
                TransformFailureType.OutOfRange,
                $"current_price is {new string('9', 60)}…: more than 1000 digits before or after the decimal point"
            ),
            (
                s_good with
                {
                    Price = Field.OfText("current_price", "a\0b\ud83d"),
                },
                TransformFailureType.InvalidNumber,
                "current_price is 'a\uFFFDb\uFFFD', not a number"
            ),
            (
                s_good with
                {
                    Price = Field.OfText("current_price", tooLong[..59] + "😀"),
                },
                TransformFailureType.InvalidNumber,
                $"current_price is '{tooLong[..59]}\uFFFD…', not a number"
            ),
        ];
        return cases.Select(next =>
            new TestCaseData(next.Fields, next.Kind, next.Reason).SetArgDisplayNames(Shown(next.Reason))
        );

        static string Shown(string reason) => new([.. reason.Take(90).Where(character => character < 127)]);
    }

    [TestCaseSource(nameof(Rejections)), Promise(10)]
    public void A_rule_that_does_not_hold_is_a_reason(
        ObservationFields fields,
        TransformFailureType kind,
        string reason
    ) => Assert.That(fields.ToMapping(), Is.EqualTo(new Mapping.Rejected(kind, reason)));

    [Test]
    public void Every_text_is_kept_up_to_its_limit_in_bytes()
    {
        var fields = s_good with
        {
            Id = Field.OfText("id", new string('é', 128)),
            Symbol = Field.OfText("symbol", new string('é', 64)),
            Name = Field.OfText("name", string.Concat(Enumerable.Repeat("😀", 128))),
        };
        var observation = ((Mapping.Accepted)fields.ToMapping()).Observation;
        Assert.That(
            new[] { observation.SourceAssetId, observation.Symbol, observation.Name }.Select(
                Encoding.UTF8.GetByteCount
            ),
            Is.EqualTo(new[] { 256, 128, 512 })
        );
    }

    [Test]
    public void Of_several_reasons_the_first_is_given()
    {
        var nothing = new ObservationFields(
            Field.OfText("id", "x"),
            Field.OfText("symbol", "X"),
            Field.Missing("name"),
            Field.Null("price"),
            Field.OfNumber("cap", "-1"),
            default,
            Field.Null("time"),
            default
        );
        Assert.That(
            nothing.ToMapping(),
            Is.EqualTo(new Mapping.Rejected(TransformFailureType.MissingField, "name is missing"))
        );
    }

    [Test]
    public void An_identity_is_kept_as_it_was_sent_with_its_spaces_and_case()
    {
        var observation = (
            (Mapping.Accepted)
                (
                    s_good with
                    {
                        Symbol = Field.OfText("symbol", " bTc "),
                        Name = Field.OfText("name", " Bitcoin\t"),
                    }
                ).ToMapping()
        ).Observation;
        Assert.That((observation.Symbol, observation.Name), Is.EqualTo((" bTc ", " Bitcoin\t")));
    }

    private static NumberLexeme Number(string text) => NumberLexeme.Read(text).Number!.Value;
}
