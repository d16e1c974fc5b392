using System.Globalization;
using Kasparro.Domain.MarketData;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Domain.MarketData;

public sealed class TimestampTests
{
    [TestCase("2025-02-09T17:44:06.711Z", "2025-02-09T17:44:06.7110000")]
    [TestCase("2025-02-09T17:44:06Z", "2025-02-09T17:44:06.0000000")]
    [TestCase("2025-02-09 17:44:06Z", "2025-02-09T17:44:06.0000000")]
    [TestCase("2025-02-09 17:44:06.5+00:00", "2025-02-09T17:44:06.5000000")]
    [TestCase("2025-02-09T17:44:06+05:30", "2025-02-09T12:14:06.0000000")]
    [TestCase("2025-02-09T17:44:06+0530", "2025-02-09T12:14:06.0000000")]
    [TestCase("2025-02-09T17:44:06-08:00", "2025-02-10T01:44:06.0000000")]
    [TestCase("2025-02-09T17:44:06.123456Z", "2025-02-09T17:44:06.1234560")]
    [TestCase("2025-02-09T17:44:06.1234569Z", "2025-02-09T17:44:06.1234560")]
    [TestCase("2024-02-29T23:59:59.9999999Z", "2024-02-29T23:59:59.9999990")]
    [TestCase("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000")]
    [TestCase("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.0000000")]
    public void A_time_with_an_offset_is_an_instant_in_whole_microseconds(string text, string utc)
    {
        var instant = Timestamp.ReadIso8601(text).Instant!.Value;
        Assert.That(
            (instant.Offset, instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture)),
            Is.EqualTo((TimeSpan.Zero, utc))
        );
    }

    [TestCase("2025-02-09T17:44:06")]
    [TestCase("2025-02-09 17:44:06")]
    [TestCase("2025-02-09T17:44:06.711")]
    public void A_time_without_an_offset_is_refused(string text) =>
        Assert.That(
            Timestamp.ReadIso8601(text),
            Is.EqualTo(TimestampReading.Unreadable("it has no offset from UTC, so it could be any instant of a day"))
        );

    [TestCase("")]
    [TestCase("now")]
    [TestCase("2025-02-09")]
    [TestCase("1739123046")]
    [TestCase("2025-02-30T00:00:00Z")]
    [TestCase("2025-13-01T00:00:00Z")]
    [TestCase("2025-02-09T24:00:00Z")]
    [TestCase("2025-02-09T23:59:60Z")]
    [TestCase("2025-02-09T17:44Z")]
    [TestCase("2025-02-09T17:44:06z")]
    [TestCase("2025-02-09t17:44:06Z")]
    [TestCase("2025-02-09T17:44:06+05")]
    [TestCase("2025-2-9T17:44:06Z")]
    [TestCase("09/02/2025 17:44:06Z")]
    [TestCase("2025-02-09T17:44:06+15:00")]
    [TestCase("2025-02-09T17:44:06Z ")]
    [TestCase(" 2025-02-09T17:44:06Z")]
    [TestCase("2025-02-09T17:44:06 Z")]
    [TestCase("2025-02-09T17:44:06,711Z")]
    [TestCase("2025-02-09T17:44:06+00:00Z")]
    [TestCase("0001-01-01T00:00:00+14:00")]
    [TestCase("9999-12-31T23:59:59-14:00")]
    [TestCase("12025-02-09T17:44:06Z")]
    [TestCase("２025-02-09T17:44:06Z")]
    public void What_is_no_ISO_8601_time_is_refused(string text) =>
        Assert.That(Timestamp.ReadIso8601(text), Is.EqualTo(TimestampReading.Unreadable("it is not an ISO 8601 time")));

    [Test]
    public void Neither_culture_nor_zone_of_the_machine_matters(
        [ValueSource(typeof(ForeignCultures), nameof(ForeignCultures.Names))] string culture
    ) =>
        Assert.That(
            ForeignCultures.In(
                ForeignCultures.Of(culture),
                () => Timestamp.ReadIso8601("2025-02-09T17:44:06.711+01:00").Instant
            ),
            Is.EqualTo(new DateTimeOffset(2025, 2, 9, 16, 44, 6, 711, TimeSpan.Zero))
        );

    [Test]
    public void Ticks_below_a_microsecond_are_cut_and_the_instant_is_UTC()
    {
        var cut = Timestamp.ToMicroseconds(new DateTimeOffset(2025, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)).AddTicks(19));
        Assert.That(cut.EqualsExact(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(10)), Is.True);
    }
}
