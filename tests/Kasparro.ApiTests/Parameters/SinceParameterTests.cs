using Kasparro.WebApi.Parameters;

namespace Kasparro.ApiTests.Parameters;

internal sealed class SinceParameterTests
{
    private static readonly DateTimeOffset s_now = new(2025, 2, 10, 17, 44, 6, TimeSpan.Zero);

    [TestCase("24h", 24 * 60)]
    [TestCase("90m", 90)]
    [TestCase("2025-02-10T17:14:06Z", 30)]
    [TestCase("2025-02-10t17:14:06z", 30)]
    [TestCase("2025-02-10T18:14:06+01:00", 30)]
    public void It_is_a_duration_up_to_now_or_a_time(string text, int minutes)
    {
        var isRead = new SinceParameter { Example = text }.TryRead(text, out var since);

        Assert.That(isRead, Is.True);
        Assert.That(since!.Value.Before(s_now), Is.EqualTo(s_now.AddMinutes(-minutes)));
    }

    [TestCase("yesterday")]
    [TestCase("")]
    public void Anything_else_is_refused(string text) =>
        Assert.That(new SinceParameter { Example = text }.TryRead(text, out _), Is.False);
}
