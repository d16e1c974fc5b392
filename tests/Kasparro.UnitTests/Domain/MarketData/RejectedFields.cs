using Kasparro.Domain.MarketData;

namespace Kasparro.UnitTests.Domain.MarketData;

/// <summary>Fields that break one rule each, next to those that break none.</summary>
internal static class RejectedFields
{
    public static readonly DateTimeOffset Instant = new(2025, 2, 9, 17, 44, 6, TimeSpan.Zero);

    public static readonly ObservationFields Good = new(
        Field.OfText("id", "bitcoin"),
        Field.OfText("symbol", "btc"),
        Field.OfText("name", "Bitcoin"),
        Field.OfNumber("current_price", "97321.10"),
        Field.OfNumber("market_cap", "1.9e12"),
        Field.OfNumber("total_volume", "0"),
        Field.OfText("last_updated", "2025-02-09T17:44:06Z"),
        TimestampReading.Of(Instant)
    );

    public static IEnumerable<TestCaseData> All()
    {
        var tooLong = new string('x', 61);
        (ObservationFields Fields, TransformFailureType Kind, string Reason)[] cases =
        [
            (Good with { Id = Field.Missing("id") }, TransformFailureType.MissingField, "id is missing"),
            (Good with { Id = Field.Null("id") }, TransformFailureType.MissingField, "id is null"),
            (Good with { Symbol = Field.Missing("symbol") }, TransformFailureType.MissingField, "symbol is missing"),
            (Good with { Symbol = Field.OfText("symbol", "") }, TransformFailureType.MissingField, "symbol is empty"),
            (
                Good with
                {
                    Name = Field.OfText("name", " \t\u00a0"),
                },
                TransformFailureType.MissingField,
                "name is empty"
            ),
            (Good with { Id = Field.OfNumber("id", "7") }, TransformFailureType.InvalidText, "id is 7, not a text"),
            (
                Good with
                {
                    Symbol = Field.Other("symbol", "true"),
                },
                TransformFailureType.InvalidText,
                "symbol is 'true', not a text"
            ),
            (
                Good with
                {
                    Name = Field.Other("name", "{\"en\":\"Bitcoin\"}"),
                },
                TransformFailureType.InvalidText,
                "name is '{\"en\":\"Bitcoin\"}', not a text"
            ),
            (
                Good with
                {
                    Name = Field.OfText("name", "Bit\0coin"),
                },
                TransformFailureType.InvalidText,
                "name has a character that cannot be stored (U+0000 or half a surrogate pair)"
            ),
            (
                Good with
                {
                    Symbol = Field.OfText("symbol", "\ud83d"),
                },
                TransformFailureType.InvalidText,
                "symbol has a character that cannot be stored (U+0000 or half a surrogate pair)"
            ),
            (
                Good with
                {
                    Id = Field.OfText("id", new string('a', 257)),
                },
                TransformFailureType.InvalidText,
                "id has 257 bytes; 256 are kept at most"
            ),
            (
                Good with
                {
                    Symbol = Field.OfText("symbol", new string('é', 65)),
                },
                TransformFailureType.InvalidText,
                "symbol has 130 bytes; 128 are kept at most"
            ),
            (
                Good with
                {
                    Name = Field.OfText("name", new string('a', 513)),
                },
                TransformFailureType.InvalidText,
                "name has 513 bytes; 512 are kept at most"
            ),
            (
                Good with
                {
                    Price = Field.Missing("quotes.USD.price"),
                },
                TransformFailureType.MissingField,
                "quotes.USD.price is missing"
            ),
            (
                Good with
                {
                    Price = Field.Null("current_price"),
                },
                TransformFailureType.MissingField,
                "current_price is null"
            ),
            (
                Good with
                {
                    Price = Field.OfText("current_price", "97321.10"),
                },
                TransformFailureType.InvalidNumber,
                "current_price is '97321.10', not a number"
            ),
            (
                Good with
                {
                    Price = Field.OfText("current_price", ""),
                },
                TransformFailureType.InvalidNumber,
                "current_price is '', not a number"
            ),
            (
                Good with
                {
                    Price = Field.Other("current_price", "[1]"),
                },
                TransformFailureType.InvalidNumber,
                "current_price is '[1]', not a number"
            ),
            (
                Good with
                {
                    Price = Field.OfNumber("Close", "1.2.3"),
                },
                TransformFailureType.InvalidNumber,
                "Close is 1.2.3, not a number"
            ),
            (
                Good with
                {
                    Price = Field.OfNumber("current_price", "0"),
                },
                TransformFailureType.OutOfRange,
                "current_price is 0; it must be greater than 0"
            ),
            (
                Good with
                {
                    Price = Field.OfNumber("current_price", "-0.0"),
                },
                TransformFailureType.OutOfRange,
                "current_price is -0.0; it must be greater than 0"
            ),
            (
                Good with
                {
                    Price = Field.OfNumber("current_price", "-1e-9"),
                },
                TransformFailureType.OutOfRange,
                "current_price is -1e-9; it must be greater than 0"
            ),
            (
                Good with
                {
                    Price = Field.OfNumber("current_price", "1e1000"),
                },
                TransformFailureType.OutOfRange,
                "current_price is 1e1000: more than 1000 digits before or after the decimal point"
            ),
            (
                Good with
                {
                    MarketCap = Field.OfNumber("market_cap", "-1"),
                },
                TransformFailureType.OutOfRange,
                "market_cap is -1; it must not be negative"
            ),
            (
                Good with
                {
                    MarketCap = Field.OfText("market_cap", "n/a"),
                },
                TransformFailureType.InvalidNumber,
                "market_cap is 'n/a', not a number"
            ),
            (
                Good with
                {
                    MarketCap = Field.OfNumber("market_cap", "1e-1001"),
                },
                TransformFailureType.OutOfRange,
                "market_cap is 1e-1001: more than 1000 digits before or after the decimal point"
            ),
            (
                Good with
                {
                    Volume24h = Field.OfNumber("total_volume", "-0.1"),
                },
                TransformFailureType.OutOfRange,
                "total_volume is -0.1; it must not be negative"
            ),
            (
                Good with
                {
                    Volume24h = Field.Other("total_volume", "false"),
                },
                TransformFailureType.InvalidNumber,
                "total_volume is 'false', not a number"
            ),
            (
                Good with
                {
                    LastUpdated = Field.Missing("last_updated"),
                    Instant = default,
                },
                TransformFailureType.MissingField,
                "last_updated is missing"
            ),
            (
                Good with
                {
                    LastUpdated = Field.Null("last_updated"),
                    Instant = default,
                },
                TransformFailureType.MissingField,
                "last_updated is null"
            ),
            (
                Good with
                {
                    LastUpdated = Field.OfText("last_updated", ""),
                    Instant = Timestamp.ReadIso8601(""),
                },
                TransformFailureType.MissingField,
                "last_updated is empty"
            ),
            (
                Good with
                {
                    LastUpdated = Field.OfText("last_updated", "soon"),
                    Instant = Timestamp.ReadIso8601("soon"),
                },
                TransformFailureType.InvalidTimestamp,
                "last_updated is 'soon': it is not an ISO 8601 time"
            ),
            (
                Good with
                {
                    LastUpdated = Field.OfText("last_updated", "2025-02-09T17:44:06"),
                    Instant = Timestamp.ReadIso8601("2025-02-09T17:44:06"),
                },
                TransformFailureType.InvalidTimestamp,
                "last_updated is '2025-02-09T17:44:06': it has no offset from UTC, so it could be any instant of a day"
            ),
            (
                Good with
                {
                    LastUpdated = Field.OfNumber("last_updated", "1739123046"),
                    Instant = default,
                },
                TransformFailureType.InvalidTimestamp,
                "last_updated is 1739123046: it is not a time"
            ),
            // What a reason quotes is short, and can itself be stored.
            (
                Good with
                {
                    Price = Field.OfText("current_price", tooLong),
                },
                TransformFailureType.InvalidNumber,
                $"current_price is '{tooLong[..60]}…', not a number"
            ),
            (
                Good with
                {
                    Price = Field.OfNumber("current_price", new string('9', 1_001)),
                },
                TransformFailureType.OutOfRange,
                $"current_price is {new string('9', 60)}…: more than 1000 digits before or after the decimal point"
            ),
            (
                Good with
                {
                    Price = Field.OfText("current_price", "a\0b\ud83d"),
                },
                TransformFailureType.InvalidNumber,
                "current_price is 'a\uFFFDb\uFFFD', not a number"
            ),
            (
                Good with
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
}
