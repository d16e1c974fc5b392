using Kasparro.Application.Changes;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Changes;

/// <summary>A client that has a copy begins at the end.</summary>
public sealed class EndOfChangesTests : EtlFixture
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public async Task From_the_end_on_come_the_changes_of_later_commits_alone(int commits)
    {
        var source = new ScriptedSource("coingecko");
        await using var etl = EtlProcess.With(Database, source);
        for (var price = 1; price <= commits; price++)
            await RunAsync(price);

        var end = await etl.SendAsync(new ListChanges(null, 10, TimeSpan.Zero));
        var nothing = await etl.SendAsync(new ListChanges(end.Next, 10, TimeSpan.Zero));
        await RunAsync(9);
        var later = await etl.SendAsync(new ListChanges(end.Next, 10, TimeSpan.Zero));

        Assert.That((end.Changes, nothing.Changes), Is.EqualTo((Array.Empty<Change>(), Array.Empty<Change>())));
        Assert.That(later.Changes.Select(change => change.Row!.PriceUsd.Digits), Is.EqualTo(["9"]));

        async Task RunAsync(int price)
        {
            source.SendsNothing().Sends(new Coin("bitcoin", Price: $"{price}"));
            await etl.RunAsync("coingecko");
        }
    }
}
