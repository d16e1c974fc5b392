using Kasparro.Infrastructure.Configuration;

namespace Kasparro.UnitTests.Infrastructure.Configuration;

public sealed class DurationTextTests
{
    [TestCase("500ms", 500)]
    [TestCase("20s", 20_000)]
    [TestCase("15m", 900_000)]
    [TestCase("4h", 14_400_000)]
    [TestCase("4H", 14_400_000)]
    [TestCase("5MS", 5)]
    [TestCase("20", 20_000)]
    [TestCase("0", 0)]
    [TestCase("0s", 0)]
    [TestCase("1.5s", 1_500)]
    [TestCase(".5h", 1_800_000)]
    [TestCase("0.25", 250)]
    [TestCase("8760h", 31_536_000_000)]
    public void A_number_and_a_unit_are_a_duration(string text, double milliseconds)
    {
        Assert.That(DurationText.TryParse(text, out var duration), Is.True);
        Assert.That(duration.TotalMilliseconds, Is.EqualTo(milliseconds));
    }

    [TestCase(0, "0s")]
    [TestCase(500, "500ms")]
    [TestCase(1_500, "1500ms")]
    [TestCase(60_000, "1m")]
    [TestCase(90_000, "90s")]
    [TestCase(5_400_000, "90m")]
    [TestCase(14_400_000, "4h")]
    public void A_duration_is_written_in_the_largest_unit_of_which_it_is_a_whole_number(
        double milliseconds,
        string text
    )
    {
        Assert.That(DurationText.Of(TimeSpan.FromMilliseconds(milliseconds)), Is.EqualTo(text));
        Assert.That(DurationText.TryParse(text, out var duration), Is.True);
        Assert.That(duration.TotalMilliseconds, Is.EqualTo(milliseconds));
    }

    [TestCase("")]
    [TestCase("s")]
    [TestCase("ms")]
    [TestCase("four hours")]
    [TestCase("4 h")]
    [TestCase("4d")]
    [TestCase("4hs")]
    [TestCase("-1s")]
    [TestCase("+1s")]
    [TestCase("1,5s")]
    [TestCase("1e3s")]
    [TestCase("00:01:00")]
    [TestCase("8761h")]
    [TestCase("99999999999999999999h")]
    [TestCase("NaN")]
    [TestCase("NaNs")]
    [TestCase("Infinity")]
    [TestCase("-Infinityms")]
    public void Anything_else_is_none(string text)
    {
        Assert.That(DurationText.TryParse(text, out var duration), Is.False);
        Assert.That(duration, Is.EqualTo(TimeSpan.Zero));
    }
}
