using Kasparro.Domain.Assets.Linking;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Identity;

public sealed class StoredDecisionsTests : EtlFixture
{
    [Test]
    public async Task A_decision_is_stored_as_it_was_made_with_every_digit_of_its_score()
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(new Coin("jupiter", "jup", "Jupiter", "10")),
            new ScriptedSource("coinpaprika").Sends(new Coin("jup-jupiter", "JUP", "Jupiter", "10.1"))
        );
        foreach (var source in (string[])["coingecko", "coinpaprika"])
            await etl.RunAsync(source, link: false);

        var decision = (await etl.LinkAsync()).Decisions.Single();

        Assert.That(decision.Rule, Is.EqualTo(IdentityRule.T1));
        Assert.That(decision.Score * 10, Is.Not.EqualTo(Math.Round(decision.Score * 10)), "it has digits to lose");
        Assert.That(
            await Database.ScalarAsync<double>("SELECT score FROM identity_decisions WHERE rule = 't1'"),
            Is.EqualTo(decision.Score)
        );
    }
}
