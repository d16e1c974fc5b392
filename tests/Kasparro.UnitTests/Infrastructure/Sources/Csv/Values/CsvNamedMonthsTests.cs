using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Csv.Values;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Values;

/// <summary>Times whose month is a word, or whose year is in front without dashes.</summary>
public sealed class CsvNamedMonthsTests
{
    private static readonly CsvTime s_utc = new(TimeZoneInfo.Utc, CsvDateOrder.Refuse);

    [TestCase("Mar 5, 2023")]
    [TestCase("March 5, 2023")]
    [TestCase("Mar 5 2023")]
    [TestCase("March 5 2023")]
    [TestCase("Sun Mar 5 2023")]
    [TestCase("5-Mar-2023")]
    [TestCase("5 Mar 2023")]
    [TestCase("5 March 2023")]
    [TestCase("5 march 2023")]
    [TestCase("2023-Mar-05")]
    [TestCase("Sunday, March 5th, 2023")]
    [TestCase("2023/3/5")]
    [TestCase("2023/03/05")]
    public void A_date_is_its_midnight(string text) => Assert.That(Read(text), Is.EqualTo("2023-03-05T00:00:00"));

    [TestCase("Mar 5, 2023 18:07")]
    [TestCase("Mar 5, 2023, 6:07 PM")]
    [TestCase("2023-Mar-05 18:07")]
    [TestCase("March 5, 2023 18:07")]
    [TestCase("5 March 2023 18:07")]
    [TestCase("5-Mar-2023 18:07")]
    [TestCase("5 Mar 2023 18:07")]
    [TestCase("2023/3/5 18:07")]
    [TestCase("20230305T1807")]
    [TestCase("20230305T1807Z")]
    public void A_time_of_day_may_have_no_seconds(string text) =>
        Assert.That(Read(text), Is.EqualTo("2023-03-05T18:07:00"));

    [TestCase("Mar 5, 2023 18:07:09")]
    [TestCase("March 5, 2023 18:07:09")]
    [TestCase("5 March 2023 18:07:09")]
    [TestCase("5-Mar-2023 18:07:09")]
    [TestCase("5 Mar 2023 18:07:09")]
    [TestCase("2023/3/5 18:07:09")]
    [TestCase("20230305T180709")]
    [TestCase("20230305T180709Z")]
    [TestCase("2023-Mar-05 18:07:09")]
    [TestCase("20230305180709000")]
    public void A_time_of_day_may_have_seconds(string text) =>
        Assert.That(Read(text), Is.EqualTo("2023-03-05T18:07:09"));

    [Test]
    public void A_compact_time_in_UTC_stays_there_in_any_zone()
    {
        var berlin = new CsvTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), CsvDateOrder.Refuse);

        Assert.That(
            (Read("20230305T1807Z", berlin), Read("20230305T1807", berlin)),
            Is.EqualTo(("2023-03-05T18:07:00", "2023-03-05T17:07:00"))
        );
    }

    private static string? Read(string text, CsvTime? time = null) =>
        (time ?? s_utc).Read(text).Instant?.UtcDateTime.ToString("s");
}
