using System.Globalization;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Csv.Values;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Values;

public sealed class CsvTimeTests
{
    [TestCase("2013-04-29 23:59:59", "2013-04-29T23:59:59Z")]
    [TestCase("2013-04-29", "2013-04-29T00:00:00Z")]
    [TestCase("2013-04-29 23:59", "2013-04-29T23:59:00Z")]
    [TestCase("2013-04-29T23:59", "2013-04-29T23:59:00Z")]
    [TestCase("2013-04-29T23:59:59", "2013-04-29T23:59:59Z")]
    [TestCase("2013-04-29 23:59:59.25", "2013-04-29T23:59:59.25Z")]
    [TestCase("2013-04-29T23:59:59.1234567", "2013-04-29T23:59:59.123456Z")]
    [TestCase("2025-02-09T17:44:06.711Z", "2025-02-09T17:44:06.711Z")]
    [TestCase("2021-08-12T19:06:04Z", "2021-08-12T19:06:04Z")]
    [TestCase("2026-04-30T03:20:14.096146+00:00", "2026-04-30T03:20:14.096146Z")]
    [TestCase("2026-04-30 03:20:14-05:30", "2026-04-30T08:50:14Z")]
    [TestCase("Nov 07, 2017", "2017-11-07T00:00:00Z")]
    [TestCase("May 1, 2017", "2017-05-01T00:00:00Z")]
    [TestCase("November 7, 2017", "2017-11-07T00:00:00Z")]
    [TestCase("2017/02/01", "2017-02-01T00:00:00Z")]
    [TestCase("2013-04-28 00:00:00 UTC", "2013-04-28T00:00:00Z")]
    [TestCase("2013-04-28 13:30 UTC", "2013-04-28T13:30:00Z")]
    [TestCase("2013-04-28 GMT", "2013-04-28T00:00:00Z")]
    [TestCase("2013-04-28 00:00:00+00", "2013-04-28T00:00:00Z")]
    [TestCase("2013-04-28T02:00:00-05", "2013-04-28T07:00:00Z")]
    [TestCase("20230315", "2023-03-15T00:00:00Z")]
    [TestCase("1367280000", "2013-04-30T00:00:00Z")]
    [TestCase("1367280000.0", "2013-04-30T00:00:00Z")]
    [TestCase("1367280000.5", "2013-04-30T00:00:00.5Z"), TestCase("1367280000.1234567", "2013-04-30T00:00:00.123456Z")]
    [TestCase("2023031524", "2034-02-08T17:12:04Z")]
    [TestCase("1970131312", "2032-06-06T10:41:52Z")]
    [TestCase("1800010112", "2027-01-15T10:48:32Z")]
    [TestCase("1367280000123456", "2013-04-30T00:00:00.123456Z")]
    [TestCase("1367280000123456789", "2013-04-30T00:00:00.123456Z")]
    [TestCase("202303151230", "2023-03-15T12:30:00Z")]
    [TestCase("20230315123001", "2023-03-15T12:30:01Z")]
    [TestCase("2013-4-9", "2013-04-09T00:00:00Z")]
    [TestCase("2013.04.09", "2013-04-09T00:00:00Z")]
    [TestCase("2013-04-29 5:07", "2013-04-29T05:07:00Z")]
    [TestCase("2013-04-29T23:59Z", "2013-04-29T23:59:00Z")]
    [TestCase("2013-04-29T23:59:59.123456789Z", "2013-04-29T23:59:59.123456Z")]
    [TestCase("2013-04-29 23:59:59 +0530 UTC", "2013-04-29T18:29:59Z")]
    [TestCase("2013-04-29 23:59:59 +0000 UTC", "2013-04-29T23:59:59Z")]
    [TestCase("Jan 13 2023", "2023-01-13T00:00:00Z")]
    [TestCase("Fri Jan 13 2023", "2023-01-13T00:00:00Z")]
    [TestCase("13 January 2023 10:00", "2023-01-13T10:00:00Z")]
    [TestCase("1367280000123", "2013-04-30T00:00:00.123Z")]
    [Property("EdgeCase", 14), Property("EdgeCase", 20)]
    public void The_formats_that_files_use_are_read(string text, string instant) =>
        AssertInstant(new CsvTime(TimeZoneInfo.Utc, CsvDateOrder.Refuse), text, instant);

    [TestCase("10/5/2020 23:59", CsvDateOrder.Mdy, "2020-10-05T23:59:00Z")]
    [TestCase("1/02/17 23:59", CsvDateOrder.Mdy, "2017-01-02T23:59:00Z")]
    [TestCase("1/2/2017", CsvDateOrder.Mdy, "2017-01-02T00:00:00Z")]
    [TestCase("12/31/2020 1:02:03", CsvDateOrder.Mdy, "2020-12-31T01:02:03Z")]
    [TestCase("1/02/17 23:59", CsvDateOrder.Dmy, "2017-02-01T23:59:00Z")]
    [TestCase("16/12/13 23:59", CsvDateOrder.Dmy, "2013-12-16T23:59:00Z")]
    [TestCase("16/12/13 1:02:03", CsvDateOrder.Dmy, "2013-12-16T01:02:03Z")]
    [TestCase("22/1/22", CsvDateOrder.Dmy, "2022-01-22T00:00:00Z")]
    [Property("EdgeCase", 14)]
    public void Dates_with_slashes_are_read_in_the_order_that_is_set(string text, CsvDateOrder order, string instant) =>
        AssertInstant(new CsvTime(TimeZoneInfo.Utc, order), text, instant);

    [TestCase("1/02/17 23:59")]
    [TestCase("16/12/13 23:59")]
    [TestCase("10/5/2020")]
    [Property("EdgeCase", 14)]
    public void Dates_with_slashes_are_refused_where_no_order_is_set(string text) =>
        Assert.That(
            new CsvTime(TimeZoneInfo.Utc, CsvDateOrder.Refuse).Read(text).Problem,
            Is.EqualTo("day and month could be either way round; CSV_DATE_ORDER (mdy or dmy) says which")
        );

    [TestCase("13/1/2020", CsvDateOrder.Mdy)]
    [TestCase("1/13/2020", CsvDateOrder.Dmy)]
    [TestCase("1/2/202", CsvDateOrder.Mdy)]
    [TestCase("1/2/2020 25:00", CsvDateOrder.Mdy)]
    [TestCase("1/2/2020 1:02:03:04", CsvDateOrder.Mdy)]
    [TestCase("1/2/20 1:", CsvDateOrder.Mdy)]
    [TestCase("1/2/20201:02", CsvDateOrder.Mdy)]
    [TestCase("1/2/20/20", CsvDateOrder.Mdy)]
    [TestCase("1//////", CsvDateOrder.Mdy)]
    public void Dates_that_do_not_fit_the_order_are_no_dates(string text, CsvDateOrder order) =>
        Assert.That(
            new CsvTime(TimeZoneInfo.Utc, order).Read(text).Problem,
            Is.EqualTo("it is in no format that is known for times")
        );

    [TestCase("2023031512")]
    [TestCase("2023031500")]
    [TestCase("1999123123")]
    [TestCase("1970010100")]
    public void A_text_that_could_be_a_day_with_its_hour_or_a_unix_time_is_refused(string text) =>
        Assert.That(
            new CsvTime(TimeZoneInfo.Utc, CsvDateOrder.Mdy).Read(text).Problem,
            Is.EqualTo(
                "it could be a day with its hour, or a Unix time; CSV_TIME_FORMAT (yyyyMMddHH or unix) says which"
            )
        );

    [TestCase("")]
    [TestCase("-")]
    [TestCase("2023-01-13 10:00 EST")]
    [TestCase("20230315T")]
    [TestCase("NA")]
    [TestCase("today")]
    [TestCase("yesterday")]
    [TestCase("2013-02-30")]
    [TestCase("2013-4-31")]
    [TestCase("2013-04-29 24:00:00")]
    [TestCase("2013-04-29 23:59:59.1234567891")]
    [TestCase("20131329")]
    [TestCase("43831.5")]
    [TestCase("136728000")]
    [TestCase("-367280000")]
    [TestCase("１３６７２８００００")]
    [TestCase("07 Nob 2017")]
    [TestCase("AM")]
    [TestCase("20230315T25")]
    public void Any_other_text_is_no_time(string text) =>
        Assert.That(
            new CsvTime(TimeZoneInfo.Utc, CsvDateOrder.Mdy).Read(text).Problem,
            Is.EqualTo("it is in no format that is known for times")
        );

    [TestCase("yyyyMMddHH", "2023031512", "2023-03-15T12:00:00Z")]
    [TestCase("unix", "2023031512", "2034-02-08T17:11:52Z")]
    [TestCase("dd MM yy", "05 08 25", "2025-08-05T00:00:00Z")]
    public void A_format_that_is_set_settles_what_could_be_two_instants(string format, string text, string instant)
    {
        var time = new CsvTime(TimeZoneInfo.Utc, CsvDateOrder.Refuse, format);

        AssertInstant(time, text, instant);
        Assert.That(time.Read("2023-03-15").Instant, Is.Null, "it is the only one");
    }

    [Test]
    public void A_naive_time_is_in_the_zone_that_is_set_and_a_time_with_an_offset_is_not()
    {
        var berlin = new CsvTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), CsvDateOrder.Refuse);
        AssertInstant(berlin, "2020-01-15 12:00:00", "2020-01-15T11:00:00Z");
        AssertInstant(berlin, "2020-07-15", "2020-07-14T22:00:00Z");
        AssertInstant(berlin, "2020-07-15T12:00:00Z", "2020-07-15T12:00:00Z");
    }

    [TestCase("2020-03-29 02:30:00", "clocks in Europe/Berlin skipped it")]
    [TestCase("2020-10-25 02:30:00", "clocks in Europe/Berlin showed it twice")]
    [TestCase("0001-01-01 00:00:00", "it is in no format that is known for times")]
    public void A_naive_time_that_its_zone_does_not_have_once_is_refused(string text, string problem) =>
        Assert.That(
            new CsvTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), CsvDateOrder.Refuse).Read(text).Problem,
            Is.EqualTo(problem)
        );

    private static void AssertInstant(CsvTime time, string text, string instant) =>
        Assert.That(
            time.Read(text).Instant,
            Is.EqualTo(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)),
            text
        );

    [TestCase("2019-04-22 11-PM", "2019-04-22T23:00:00Z")]
    [TestCase("2019-04-22 12-AM", "2019-04-22T00:00:00Z")]
    [TestCase("2019-04-22 12-PM", "2019-04-22T12:00:00Z")]
    [TestCase("2019-04-22 01:05 pm", "2019-04-22T13:05:00Z")]
    [TestCase("2019-04-22 9:05:07 AM", "2019-04-22T09:05:07Z")]
    [TestCase("13-Jan-2023", "2023-01-13T00:00:00Z")]
    [TestCase("13 January 2023", "2023-01-13T00:00:00Z")]
    [TestCase("13 Jan 2023 18:30", "2023-01-13T18:30:00Z")]
    [TestCase("Thu, 01 Dec 1994 16:00:00 GMT", "1994-12-01T16:00:00Z")]
    [TestCase("20230315T000000Z", "2023-03-15T00:00:00Z")]
    [TestCase("20230315T1830", "2023-03-15T18:30:00Z")]
    [TestCase("1678888800", "2023-03-15T14:00:00Z")]
    [TestCase("1678888800.0", "2023-03-15T14:00:00Z")]
    [TestCase("1678888800123", "2023-03-15T14:00:00.123Z")]
    [TestCase("1678888800123456", "2023-03-15T14:00:00.123456Z")]
    [TestCase("1678888800123456000", "2023-03-15T14:00:00.123456Z")]
    [TestCase("25/12/2023", "2023-12-25T00:00:00Z")]
    [TestCase("12/25/2023 18:30", "2023-12-25T18:30:00Z")]
    [TestCase("25.12.2023", "2023-12-25T00:00:00Z")]
    [TestCase("25-12-2023", "2023-12-25T00:00:00Z")]
    [TestCase("5/5/2023", "2023-05-05T00:00:00Z")]
    public void What_can_mean_only_one_instant_is_read(string text, DateTimeOffset instant) =>
        Assert.That(new CsvTime(TimeZoneInfo.Utc, CsvDateOrder.Refuse).Read(text).Instant, Is.EqualTo(instant));

    [TestCase("05/12/2023")]
    [TestCase("05.12.2023")]
    [TestCase("05-12-2023 18:30")]
    [TestCase("25/12/23")]
    [Promise(20)]
    public void What_can_mean_two_days_is_refused_with_the_setting_that_decides(string text) =>
        Assert.That(
            new CsvTime(TimeZoneInfo.Utc, CsvDateOrder.Refuse).Read(text).Problem,
            Does.Contain("CSV_DATE_ORDER (mdy or dmy) says which")
        );
}
