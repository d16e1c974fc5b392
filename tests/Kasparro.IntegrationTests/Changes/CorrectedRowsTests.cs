using Kasparro.Application.Changes;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Changes;

/// <summary>A row is corrected where its source said something else about the same instant before.</summary>
public sealed class CorrectedRowsTests : EtlFixture
{
    [Test]
    public async Task A_new_instant_of_a_coin_whose_earlier_price_was_corrected_is_inserted()
    {
        var source = new ScriptedSource("coingecko");
        await using var etl = EtlProcess.With(Database, source);
        var client = new FollowingClient(etl);
        foreach (var (day, price) in ((int, string)[])[(1, "100"), (1, "101"), (2, "102")])
        {
            source.SendsNothing().Sends(new Coin("a", Price: price, LastUpdated: $"2026-01-0{day}T00:00:00Z"));
            await etl.RunAsync("coingecko");
            await client.ReadAllAsync();
        }

        Assert.That(
            client.Received.Select(change => (change.Type, change.LastUpdated!.Value.Day)),
            Is.EqualTo(new[] { (ChangeType.Inserted, 1), (ChangeType.Corrected, 1), (ChangeType.Inserted, 2) })
        );
    }
}
