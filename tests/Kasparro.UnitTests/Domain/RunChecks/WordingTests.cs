using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Domain.RunChecks;

public sealed class WordingTests
{
    [TestCase(0, "0 ms")]
    [TestCase(999, "999 ms")]
    [TestCase(1_000, "1 s")]
    [TestCase(1_250, "1.25 s")]
    [TestCase(119_999, "120 s")]
    [TestCase(120_000, "2 min")]
    [TestCase(3_600_000, "60 min")]
    [TestCase(7_199_999, "120 min")]
    [TestCase(7_200_000, "2 h")]
    [TestCase(8_640_000, "2.4 h")]
    [TestCase(172_799_999, "48 h")]
    [TestCase(172_800_000, "2 days")]
    [TestCase(1_000_000_000, "11.6 days")]
    public void A_duration_is_written_in_the_unit_that_a_person_would_use(double milliseconds, string text) =>
        Assert.That(Wording.Duration(milliseconds), Is.EqualTo(text));

    [TestCase(0, "0")]
    [TestCase(1_234.567, "1,234.57")]
    [TestCase(-1_000, "-1,000")]
    [TestCase(0.5, "0.5")]
    public void A_number_has_groups_and_two_digits_at_most(double number, string text) =>
        Assert.That(Wording.Number(number), Is.EqualTo(text));

    [TestCase(0.05, "5 %")]
    [TestCase(0.12345, "12.35 %")]
    [TestCase(10, "1000 %")]
    public void A_share_is_written_in_percent(double share, string text) =>
        Assert.That(Wording.Percent(share), Is.EqualTo(text));

    [TestCase(0, "0 records")]
    [TestCase(1, "1 record")]
    [TestCase(1_000, "1,000 records")]
    public void One_is_singular(long count, string text) =>
        Assert.That(Wording.Count(count, "record"), Is.EqualTo(text));

    [Test]
    public void Each_trigger_has_a_word_of_its_own()
    {
        Assert.That(Enum.GetValues<RunTrigger>().Select(Wording.Of), Is.Unique);
        Assert.That(Wording.Of(RunTrigger.Retry), Is.EqualTo("a retry"));
        Assert.That(Wording.Of(RunTrigger.Backfill), Is.EqualTo("a backfill"));
        Assert.That((Wording.Consecutive(1), Wording.Consecutive(3)), Is.EqualTo(("1 run", "3 consecutive runs")));
    }
}
