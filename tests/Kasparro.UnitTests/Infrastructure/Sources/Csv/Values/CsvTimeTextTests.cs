using Kasparro.Infrastructure.Sources.Csv.Values;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Values;

public sealed class CsvTimeTextTests
{
    [TestCase("2023-01-09", "18:30", "2023-01-09 18:30")]
    [TestCase(" 2023-01-09 ", " 18:30 ", "2023-01-09 18:30")]
    [TestCase("20230109", "18:30", "20230109 18:30")]
    [TestCase("2023-01-09", "", "2023-01-09")]
    [TestCase("2023-01-09", null, "2023-01-09")]
    [TestCase("2023-01-09 05:00", "18:30", "2023-01-09 05:00")]
    [TestCase("1673222400", "18:30", "1673222400")]
    [TestCase("167322240", "18:30", "167322240")]
    public void A_date_takes_the_time_of_day_of_another_column(string text, string? timeOfDay, string expected) =>
        Assert.That(CsvTimeText.WithTimeOfDay(text, timeOfDay), Is.EqualTo(expected));

    [TestCase("2023-01-09 12 AM", "2023-01-09 00:00")]
    [TestCase("2023-01-09 12-PM", "2023-01-09 12:00")]
    [TestCase("2023-01-09 1 am", "2023-01-09 01:00")]
    [TestCase("2023-01-09T11:05pm", "2023-01-09T23:05")]
    [TestCase("2023-01-09 12:59:58 AM", "2023-01-09 00:59:58")]
    [TestCase("2023-01-09 0 AM", "2023-01-09 0 AM")]
    [TestCase("2023-01-09 13 PM", "2023-01-09 13 PM")]
    [TestCase("11 PM", "11 PM")]
    [TestCase("2023-01-09 11 ZM", "2023-01-09 11 ZM")]
    [TestCase("2023-01-09 x PM", "2023-01-09 x PM")]
    public void Hours_to_twelve_become_hours_to_24(string text, string expected) =>
        Assert.That(CsvTimeText.WithHours(text), Is.EqualTo(expected));

    [TestCase("2023-01-09 UTC", "2023-01-09 00:00:00Z")]
    [TestCase("2023-01-09 gmt", "2023-01-09 00:00:00Z")]
    [TestCase("2023-01-09 05:00 UTC", "2023-01-09 05:00:00Z")]
    [TestCase("2023-01-09 05:00:01 UTC", "2023-01-09 05:00:01Z")]
    [TestCase("2023-01-09 05:00:01-05", "2023-01-09 05:00:01-05:00")]
    [TestCase("2023-01-09 05+01", "2023-01-09 05+01:00")]
    [TestCase("2023-01-09 05:00:01+1", "2023-01-09 05:00:01+1")]
    [TestCase("2023-01-09 05:00:01-x5", "2023-01-09 05:00:01-x5")]
    [TestCase("2023-01-09", "2023-01-09")]
    [TestCase("2023-01-09-05", "2023-01-09-05")]
    public void A_zone_by_its_name_or_its_hours_is_an_offset(string text, string expected) =>
        Assert.That(CsvTimeText.WithOffset(text), Is.EqualTo(expected));

    [TestCase("9/1/2023, 18:30", "9/1/2023 18:30")]
    [TestCase("Jan 9, 2023, 6:30 AM", "Jan 9, 2023 6:30 AM")]
    [TestCase("Monday, January 9th, 2023", "January 9, 2023")]
    [TestCase("Mon 9 Jan 2023", "9 Jan 2023")]
    [TestCase("21st March 2023", "21 March 2023")]
    [TestCase("2023-01-09 01:31 p.m.", "2023-01-09 01:31 pm")]
    [TestCase("2023-01-09 01:31 a. m.", "2023-01-09 01:31 am")]
    [TestCase("2023-01-09 05:00:01 (UTC)", "2023-01-09 05:00:01 UTC")]
    [TestCase("August 9, 2023", "August 9, 2023")]
    [TestCase("monday", "monday")]
    public void What_people_write_around_a_date_is_no_part_of_it(string text, string expected) =>
        Assert.That(CsvTimeText.Bare(text), Is.EqualTo(expected));

    [TestCase("2023-1-9", "2023-01-09")]
    [TestCase("2023.01.09", "2023-01-09")]
    [TestCase("2023-1.9", "2023-1.9")]
    [TestCase("2023-01-09 5:00", "2023-01-09 05:00:00")]
    [TestCase("2023-01-09T05:00Z", "2023-01-09T05:00:00Z")]
    [TestCase("2023-01-09 05:00:01.1234567", "2023-01-09 05:00:01.1234567")]
    [TestCase("2023-01-09 05:00:01.123456789", "2023-01-09 05:00:01.1234567")]
    [TestCase("2023-01-09 05:00:01 +0530 UTC", "2023-01-09 05:00:01+0530")]
    [TestCase("2023-01-09 05:00:01 GMT", "2023-01-09 05:00:01Z")]
    [TestCase("2023-01-09 05:00:01 EST", "2023-01-09 05:00:01 EST")]
    public void A_time_is_brought_to_the_usual_form(string text, string expected) =>
        Assert.That(CsvTimeText.Plain(text), Is.EqualTo(expected));
}
