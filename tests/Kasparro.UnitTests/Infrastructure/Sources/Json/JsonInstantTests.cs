using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.UnitTests.Infrastructure.Sources.Json;

public sealed class JsonInstantTests
{
    [TestCase("1739122246", "UnixSeconds", "2025-02-09T17:30:46.0000000+00:00")]
    [TestCase("1739122246.7112345", "UnixSeconds", "2025-02-09T17:30:46.7112340+00:00")]
    [TestCase("1739122246.711234567", "UnixSeconds", "2025-02-09T17:30:46.7112340+00:00")]
    [TestCase("253402300799", "UnixSeconds", "9999-12-31T23:59:59.0000000+00:00")]
    [TestCase("1739122246711", "UnixMilliseconds", "2025-02-09T17:30:46.7110000+00:00")]
    [TestCase("1739122246711234", "UnixMicroseconds", "2025-02-09T17:30:46.7112340+00:00")]
    [TestCase("1739122246711234567", "UnixNanoseconds", "2025-02-09T17:30:46.7112340+00:00")]
    [TestCase("0", "UnixSeconds", "1970-01-01T00:00:00.0000000+00:00")]
    public void Each_unit_is_read_to_the_microsecond(string text, string format, string expected)
    {
        var time = Enum.Parse<TimeFormat>(format);
        foreach (var field in new[] { Field.OfNumber("at", text), Field.OfText("at", text) })
            Assert.That(JsonInstant.Read(field, time).Instant?.ToString("O"), Is.EqualTo(expected));
    }

    [TestCase("", "UnixSeconds")]
    [TestCase(".5", "UnixSeconds")]
    [TestCase("1739122246.7112345678", "UnixSeconds")]
    [TestCase("253402300800", "UnixSeconds")]
    [TestCase("-1", "UnixSeconds")]
    [TestCase("1e9", "UnixSeconds")]
    [TestCase("1739122246.", "UnixSeconds")]
    [TestCase("1739122246.1", "UnixMilliseconds")]
    [TestCase("9999999999999", "UnixSeconds")]
    [TestCase("9223372036854775807", "UnixSeconds")]
    [TestCase("92233720368547758070", "UnixNanoseconds")]
    [TestCase("2025-02-09T17:30:46Z", "UnixSeconds")]
    [TestCase("1739122246", "Iso8601")]
    public void Anything_else_is_refused_and_never_throws(string text, string format) =>
        Assert.That(
            JsonInstant.Read(Field.OfText("at", text), Enum.Parse<TimeFormat>(format)),
            Has.Property("Instant")
                .Null.And.Property("Problem")
                .EqualTo(format == "Iso8601" ? "it is not an ISO 8601 time" : $"it is not a Unix time ({format})")
        );

    [Test]
    public void A_number_is_no_ISO_8601_time_and_is_not_guessed_to_be_another() =>
        Assert.That(
            JsonInstant.Read(Field.OfNumber("at", "1739122246"), TimeFormat.Iso8601),
            Is.EqualTo(TimestampReading.Unreadable("it is not an ISO 8601 text"))
        );
}
