using Kasparro.Domain.MarketData;

namespace Kasparro.UnitTests.Domain.MarketData;

public sealed class PlausibleTimeTests
{
    private static readonly DateTimeOffset s_receipt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase("2009-01-03T00:00:00Z"), TestCase("2026-03-01T12:00:00Z"), TestCase("2026-03-02T12:00:00Z")]
    public void A_time_from_the_first_block_to_a_day_after_the_receipt_can_be_true(string time)
    {
        var mapping = At(time);
        Assert.That(PlausibleTime.Enforce(mapping, s_receipt), Is.SameAs(mapping));
    }

    [TestCase("0001-01-01T00:00:00Z"), TestCase("1970-01-01T00:00:00Z"), TestCase("2009-01-02T23:59:59.999999Z")]
    public void A_time_before_the_first_block_is_rejected(string time) =>
        Assert.That(
            PlausibleTime.Enforce(At(time), s_receipt),
            Is.EqualTo(Rejected($"the time is {time[..19]}Z, before the first block of Bitcoin (2009-01-03)"))
        );

    [TestCase("2026-03-02T12:00:00.000001Z"), TestCase("2034-02-04T00:00:00Z"), TestCase("9999-12-31T23:59:59.999999Z")]
    public void A_time_more_than_a_day_after_the_receipt_is_rejected(string time) =>
        Assert.That(
            PlausibleTime.Enforce(At(time), s_receipt),
            Is.EqualTo(
                Rejected($"the time is {time[..19]}Z, more than a day after its receipt at 2026-03-01T12:00:00Z")
            )
        );

    [Test]
    public void A_rejection_keeps_its_own_reason()
    {
        var rejected = new Mapping.Rejected(TransformFailureType.MissingField, "last_updated is missing");
        Assert.That(PlausibleTime.Enforce(rejected, s_receipt), Is.SameAs(rejected));
    }

    private static Mapping.Rejected Rejected(string reason) => new(TransformFailureType.ImplausibleTime, reason);

    private static Mapping.Accepted At(string time) =>
        new Mapping.Accepted(
            new Observation(
                "bitcoin",
                "btc",
                "Bitcoin",
                NumberLexeme.Read("1.5").Number!.Value,
                null,
                null,
                Timestamp.ReadIso8601(time).Instant!.Value
            )
        );
}
