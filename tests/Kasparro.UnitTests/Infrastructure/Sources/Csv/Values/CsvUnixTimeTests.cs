using Kasparro.Infrastructure.Sources.Csv.Values;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Values;

public sealed class CsvUnixTimeTests
{
    [TestCase("1367280000", "2013-04-30T00:00:00.0000000")]
    [TestCase("1367280000.0", "2013-04-30T00:00:00.0000000")]
    [TestCase("1367280000.1234567", "2013-04-30T00:00:00.1234560")]
    [TestCase("1367280000123", "2013-04-30T00:00:00.1230000")]
    [TestCase("1367280000123.0", "2013-04-30T00:00:00.1230000")]
    [TestCase("1367280000123456", "2013-04-30T00:00:00.1234560")]
    [TestCase("1367280000123456789", "2013-04-30T00:00:00.1234560")]
    [TestCase("1367280000.", null)]
    [TestCase("1367280000.12345678", null)]
    [TestCase("1367280000.x", null)]
    [TestCase("x367280000.5", null)]
    [TestCase("1367280000123.5", null)]
    [TestCase("13672800001", null)]
    [TestCase("-1367280000", null)]
    public void The_number_of_digits_is_the_precision(string text, string? instant) =>
        Assert.That(
            CsvUnixTime.Read(text, isCertain: false).Instant?.UtcDateTime.ToString("O").TrimEnd('Z'),
            Is.EqualTo(instant)
        );
}
