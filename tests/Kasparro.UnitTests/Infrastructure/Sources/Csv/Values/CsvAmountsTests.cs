using System.Text;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Csv.Values;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Values;

public sealed class CsvAmountsTests
{
    [TestCase("7,123", "1.234.567,8", DecimalSign.Point, "7.123")]
    [TestCase("7,123", "1.234.567,8", null, "7.123")]
    [TestCase("7,123", "1,234,567.8", DecimalSign.Comma, "7123")]
    [TestCase("7,123", "1,234,567.8", null, "7123")]
    [TestCase("7,123", "8,123", DecimalSign.Comma, "7.123")]
    [TestCase("7,123", "8,123", DecimalSign.Point, "7123")]
    [TestCase("7,123", "12", DecimalSign.Point, "7123")]
    [TestCase("7.123", "12", DecimalSign.Comma, "7.123")]
    public void What_a_row_says_wins_over_the_setting(string close, string cap, DecimalSign? setting, string price) =>
        Assert.That(((Mapping.Accepted)Map(close, cap, setting)).Observation.PriceUsd.Text, Is.EqualTo(price));

    [TestCase("7,123", true)]
    [TestCase("-7,123", true)]
    [TestCase("1,234e5", false)]
    [TestCase("1,23,456", false)]
    [TestCase("many", false)]
    public void Only_a_price_that_a_setting_can_settle_names_it(string close, bool isNamed)
    {
        var rejected = (Mapping.Rejected)Map(close, "12", setting: null);

        Assert.That(rejected.Kind, Is.EqualTo(TransformFailureType.InvalidNumber));
        Assert.That(rejected.Reason.Contains("CSV_DECIMAL", StringComparison.Ordinal), Is.EqualTo(isNamed));
    }

    private static Mapping Map(string close, string cap, DecimalSign? setting) =>
        new CsvMapping(new CsvTime(TimeZoneInfo.Utc, CsvDateOrder.Refuse), setting).Read(
            Encoding.UTF8.GetBytes(
                $$"""
                {"Symbol":"BTC","Name":"Bitcoin","Date":"2025-05-08","Close":"{{close}}","Marketcap":"{{cap}}"}
                """
            )
        );
}
