using Kasparro.WebApi.Parameters;

namespace Kasparro.ApiTests.Parameters;

internal sealed class InstantParameterTests
{
    private static readonly DateTimeOffset s_instant = new(2025, 2, 9, 17, 44, 6, TimeSpan.Zero);

    [TestCase("2025-02-09T17:44:06Z")]
    [TestCase("2025-02-09t17:44:06z")]
    [TestCase("2025-02-09T17:44:06.000Z")]
    [TestCase("2025-02-09T18:44:06+01:00")]
    [TestCase("2025-02-09T18:44:06 01:00", Description = "a plus that was not encoded")]
    [TestCase("2025-02-09T12:14:06-05:30")]
    public void A_time_is_read_as_people_and_clients_write_it(string text)
    {
        var isRead = new InstantParameter("from", "From.") { Example = text }.TryRead(text, out var instant);

        Assert.That((isRead, instant), Is.EqualTo((true, (DateTimeOffset?)s_instant)));
    }

    [TestCase("2025-02-09T17:44:06", Description = "of no zone")]
    [TestCase("2025-02-09")]
    [TestCase("1739123046")]
    [TestCase("yesterday")]
    [TestCase(" 01:00")]
    [TestCase("")]
    public void What_is_no_time_with_its_offset_is_refused(string text) =>
        Assert.That(new InstantParameter("from", "From.") { Example = text }.TryRead(text, out _), Is.False);
}
