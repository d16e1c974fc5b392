using Kasparro.Application.Findings;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Application.Findings;

public sealed class FindingChangesTests
{
    [TestCase(false)]
    [TestCase(true, FindingType.AllRowsRejected)]
    [TestCase(true, FindingType.RecordDrop, FindingType.AllRowsRejected)]
    [TestCase(false, FindingType.RejectionRate)]
    public void Nothing_is_usable_while_the_finding_that_says_so_is_open(bool nothing, params FindingType[] open) =>
        Assert.That(new FindingChanges([], [], [.. open.Select(Detail)]).NothingIsUsable, Is.EqualTo(nothing));

    [Test]
    public void One_that_was_cleared_is_none() =>
        Assert.That(new FindingChanges([], [Detail(FindingType.AllRowsRejected)], []).NothingIsUsable, Is.False);

    private static FindingDetail Detail(FindingType type) =>
        FindingDetail.Of(
            Finding.Open(
                "csv",
                new Condition(type, "subject", ConditionState.Holds, Severity.Critical) { Message = "It is so." },
                DateTimeOffset.UnixEpoch
            )
        );
}
