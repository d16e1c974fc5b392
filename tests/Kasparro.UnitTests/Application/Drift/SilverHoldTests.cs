using Kasparro.Application.Drift;

namespace Kasparro.UnitTests.Application.Drift;

public sealed class SilverHoldTests
{
    [TestCase(9, null)]
    [TestCase(10, "the first change")]
    [TestCase(20, "the first change")]
    [TestCase(21, null)]
    [TestCase(30, "the second change")]
    [TestCase(31, null)]
    public void A_row_is_held_back_by_the_change_that_it_was_received_with(long rawId, string? reason)
    {
        var hold = new SilverHold(
            PausedBy: null,
            UpTo: null,
            [new QuarantinedRows(1, 10, 20, "the first change"), new QuarantinedRows(2, 30, 30, "the second change")]
        );

        Assert.That(hold.Find(rawId)?.Reason, Is.EqualTo(reason));
    }
}
