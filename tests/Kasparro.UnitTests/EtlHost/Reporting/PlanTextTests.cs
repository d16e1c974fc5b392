using Kasparro.Application.Quotas;
using Kasparro.EtlHost.Reporting;

namespace Kasparro.UnitTests.EtlHost.Reporting;

public sealed class PlanTextTests
{
    private static readonly SourcePlan s_plan = new(
        "coingecko",
        RunsAMonth: 180,
        OfARun: 40,
        AMonth: 7_200,
        ThisMonth: 4_321,
        Limit: 10_000,
        RunsOutAt: null
    );

    [Test]
    public void A_plan_says_what_it_costs_and_what_is_left() =>
        Assert.That(
            PlanText.Line(s_plan),
            Is.EqualTo(
                "coingecko: 180 runs in 30 days with 40 requests each are 7,200; "
                    + "4,321 of 10,000 are used this month, 5,679 are left."
            )
        );

    [Test]
    public void More_than_the_limit_leaves_none_and_not_less() =>
        Assert.That(
            PlanText.Line(s_plan with { ThisMonth = 10_001 }),
            Does.EndWith("10,001 of 10,000 are used this month, 0 are left.")
        );

    [Test]
    public void When_they_run_out_is_said() =>
        Assert.That(
            PlanText.Line(s_plan with { RunsOutAt = new DateTimeOffset(2026, 3, 29, 23, 59, 0, TimeSpan.Zero) }),
            Does.EndWith("5,679 are left; at this pace they run out on 2026-03-29.")
        );

    [Test]
    public void Without_a_run_and_without_a_limit_nothing_is_computed() =>
        Assert.That(
            PlanText.Line(s_plan with { RunsAMonth = 22.5, OfARun = null, AMonth = null, Limit = null }),
            Is.EqualTo(
                "coingecko: 22.5 runs in 30 days; none has succeeded yet; 4,321 were sent this month, without a limit."
            )
        );
}
