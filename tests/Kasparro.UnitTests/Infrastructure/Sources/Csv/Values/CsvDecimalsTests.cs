using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Csv.Values;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Values;

public sealed class CsvDecimalsTests
{
    /// <summary>A bar separates cells; the fraction of 7.123 and 7,123 could be a group.</summary>
    [TestCase("12.5", DecimalSign.Point, false, false)]
    [TestCase("12.5|2.5", DecimalSign.Point, false, false)]
    [TestCase("12,5", DecimalSign.Comma, false, false)]
    [TestCase("12,5|2,5", DecimalSign.Comma, false, false)]
    [TestCase("12,5|2.5", null, false, false)]
    [TestCase("12", null, false, false)]
    [TestCase("7,123", null, true, true)]
    [TestCase("7,123|8,123", null, true, true)]
    [TestCase("7.123", null, false, true)]
    [TestCase("7.123|8.123", null, false, true)]
    [TestCase("7.123|2.5", DecimalSign.Point, false, false)]
    [TestCase("7.123|2,5", DecimalSign.Comma, true, true)]
    [TestCase("7.123|8.123|2,5", DecimalSign.Comma, true, true)]
    public void Numbers_say_their_sign_together_however_they_are_put_together(
        string cells,
        DecimalSign? sign,
        bool isAmbiguous,
        bool isAmbiguousInEurope
    )
    {
        CsvDecimals oneByOne = default;
        CsvDecimals merged = default;
        foreach (var cell in cells.Split('|'))
        {
            oneByOne.Add(cell);
            CsvDecimals one = default;
            one.Add(cell);
            merged.Add(one);
        }

        foreach (var decimals in new[] { oneByOne, merged })
            Assert.That(
                (decimals.Sign, decimals.IsAmbiguous(isEuropean: false), decimals.IsAmbiguous(isEuropean: true)),
                Is.EqualTo((sign, isAmbiguous, isAmbiguousInEurope))
            );
    }
}
