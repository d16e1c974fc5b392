using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Csv.Values;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Values;

public sealed class CsvNumberTests
{
    [TestCase("144.5399932861328", "144.5399932861328")]
    [TestCase("3.84e-18", "3.84e-18")]
    [TestCase("9.8339696705807e-05", "9.8339696705807e-05")]
    [TestCase("6.41899E+11", "6.41899E+11")]
    [TestCase("0.0", "0.0")]
    [TestCase("-1.50", "-1.50")]
    [TestCase(" 12.30\t", "12.30")]
    [TestCase("\u00a0123", "123")]
    [TestCase("+5", "5")]
    [TestCase(".5", "0.5")]
    [TestCase("-.5", "-0.5")]
    [TestCase("+.5", "0.5")]
    [TestCase("5.", "5")]
    [TestCase("5.e3", "5e3")]
    [TestCase("$12.5", "12.5")]
    [TestCase("$ 12.5", "12.5")]
    [TestCase("$1,310,787,267 ", "1310787267")]
    [TestCase("1 234.5", "1234.5")]
    [TestCase("-1\u202F234\u202F567", "-1234567")]
    [TestCase("1'234.50", "1234.50")]
    [TestCase("US$ 12.5", "12.5")]
    [TestCase("12.5 USD", "12.5")]
    [TestCase("12.5$", "12.5")]
    [TestCase("1.5 B", "1500000000")]
    [TestCase("1.9271345578582T", "1927134557858.2")]
    [TestCase("2,326,340,000", "2326340000")]
    [TestCase("1,5", "1.5")]
    [TestCase("0,980", "0.980")]
    [TestCase("12,37", "12.37")]
    [TestCase("1234,567", "1234.567")]
    [TestCase(",123", "0.123")]
    [TestCase("1.234,56", "1234.56")]
    [TestCase("-1.234.567,8", "-1234567.8")]
    [TestCase("1.234.567", "1234567")]
    [TestCase("1.2M", "1200000")]
    [TestCase("64.376174032K", "64376.174032")]
    [TestCase("2,5B", "2500000000")]
    [TestCase("$1.05k", "1050")]
    [TestCase("0.0001M", "100")]
    [TestCase("-.5K", "-500")]
    [TestCase("3K", "3000")]
    [TestCase("-1,234.5678900", "-1234.5678900")]
    [TestCase("12,345.", "12345")]
    [TestCase("123,456.7", "123456.7")]
    [TestCase("+0.5", "0.5")]
    [TestCase("+9", "9")]
    [TestCase("0K", "0")]
    [TestCase("9K", "9000")]
    [TestCase("0.000K", "0")]
    [TestCase("1.234K", "1234")]
    [TestCase("12 345", "12345")]
    [TestCase("123 456", "123456")]
    [TestCase("-123 456.7", "-123456.7")]
    [Property("EdgeCase", 13)]
    public void A_number_keeps_its_digits(string cell, string number) =>
        Assert.That(CsvNumber.Read("Close", cell), Is.EqualTo(Field.OfNumber("Close", number)));

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("-")]
    [TestCase("NA")]
    [TestCase("N/A")]
    [TestCase("n/a")]
    [TestCase("null")]
    [TestCase("None")]
    [TestCase("NaN")]
    [TestCase(" nan ")]
    [Property("EdgeCase", 13)]
    public void The_signs_for_nothing_are_no_number_and_no_error(string cell) =>
        Assert.That(CsvNumber.Read("Volume", cell), Is.EqualTo(Field.Null("Volume")));

    [TestCase("7,123")]
    [TestCase("-85,013")]
    [TestCase("1e3K")]
    [TestCase("5MM")]
    [TestCase("M")]
    [TestCase("1,23,456")]
    [TestCase("1,234,56")]
    [TestCase("012,345")]
    [TestCase("1,234,")]
    [TestCase("1,234e5")]
    [TestCase("1,234.e5")]
    [TestCase("1234,567.8")]
    [TestCase("0,123.5")]
    [TestCase("1 23")]
    [TestCase("0 123")]
    [TestCase("0'123.5")]
    [TestCase("1234 567")]
    [TestCase("1 234 56")]
    [TestCase("1 2345")]
    [TestCase("1 234'567")]
    [TestCase("1e3T")]
    [TestCase("007")]
    [TestCase("+-5")]
    [TestCase("--5")]
    [TestCase("-$5")]
    [TestCase("$")]
    [TestCase("$-")]
    [TestCase("$$5")]
    [TestCase(".")]
    [TestCase("-.")]
    [TestCase("+")]
    [TestCase("1e")]
    [TestCase("5%")]
    [TestCase("€5")]
    [TestCase("(5)")]
    [TestCase("0x1F")]
    [TestCase("Infinity")]
    [TestCase("١٢٣")]
    [TestCase("abc")]
    public void What_could_mean_two_things_or_nothing_is_left_as_text(string cell) =>
        Assert.That(CsvNumber.Read("Close", cell), Is.EqualTo(Field.OfText("Close", cell)));

    [Test]
    public void A_number_that_is_too_long_is_still_a_number_for_the_rules_to_refuse()
    {
        var cell = new string('9', NumberLexeme.MaxDigits + 1);
        Assert.That(CsvNumber.Read("Close", cell), Is.EqualTo(Field.OfNumber("Close", cell)));
    }

    [TestCase("7,123", DecimalSign.Point, "7123")]
    [TestCase("7,123", DecimalSign.Comma, "7.123")]
    [TestCase("7.123", DecimalSign.Point, "7.123")]
    [TestCase("7.123", DecimalSign.Comma, "7123")]
    [TestCase("0,98", DecimalSign.Point, "0.98")]
    [TestCase("1,234.5", DecimalSign.Comma, "1234.5")]
    [TestCase("12", DecimalSign.Comma, "12")]
    public void Where_a_cell_can_be_read_in_two_ways_its_column_decides(string cell, DecimalSign sign, string number) =>
        Assert.That(CsvNumber.Read("Close", cell, sign), Is.EqualTo(Field.OfNumber("Close", number)));

    [Test]
    public void A_point_in_a_column_of_commas_that_groups_nothing_is_no_number() =>
        Assert.That(CsvNumber.Read("Close", "12.5", DecimalSign.Comma).Kind, Is.EqualTo(FieldKind.Text));
}
