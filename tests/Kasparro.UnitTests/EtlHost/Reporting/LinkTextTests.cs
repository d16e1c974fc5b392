using Kasparro.Application.Identity;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Runs;
using Kasparro.EtlHost.Reporting;

namespace Kasparro.UnitTests.EtlHost.Reporting;

public sealed class LinkTextTests
{
    private static readonly LinkResult s_nothing = new(1_200, 1_000, [], 0, 0, [], TimeSpan.Zero);

    [Test]
    public void What_did_not_change_is_said_in_one_line() =>
        Assert.That(LinkText.Line(s_nothing), Is.EqualTo("1,200 listings are 1,000 assets: nothing changed."));

    [Test]
    public void Each_change_is_counted_one_of_a_kind_without_an_s() =>
        Assert.That(
            LinkText.Line(
                s_nothing with
                {
                    Decisions = [Decision(LinkAction.Link), Decision(LinkAction.Link), Decision(LinkAction.Unlink)],
                    Moved = 1,
                    Renamed = 1_001,
                }
            ),
            Is.EqualTo(
                "1,200 listings are 1,000 assets: 2 new links, 1 undone link, 1 moved listing, 1,001 renamed assets."
            )
        );

    [Test]
    public void What_kept_it_from_linking_is_named()
    {
        Assert.That(
            LinkText.Line(LinkResult.Skipped("a transformation of csv")),
            Is.EqualTo("Assets were not linked, a transformation of csv is running; the next link does it.")
        );
        Assert.That(
            LinkText.Line(
                LinkResult.NotDone(new RunFailure(FailureClass.Transient, "It took too long.", "Try again."))
            ),
            Is.EqualTo("Assets were not linked: It took too long. Try again.")
        );
        Assert.That(
            LinkText.Line(s_nothing with { Moved = 2, WaitsFor = "csv" }),
            Is.EqualTo("No new links: csv is to be transformed from the beginning first. Earlier decisions hold.")
        );
    }

    private static IdentityDecision Decision(LinkAction action) =>
        new(
            new ListingPair(new ListingId("coingecko", "bitcoin"), new ListingId("coinpaprika", "btc-bitcoin")),
            action,
            IdentityRule.T1,
            new LinkEvidence(null, null, null, null),
            1
        );
}
