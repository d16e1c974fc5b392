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

    [Test]
    public async Task A_correction_of_one_coin_or_by_one_source_makes_no_other_row_a_corrected_one()
    {
        var (source, other) = (new ScriptedSource("coingecko"), new ScriptedSource("csv"));
        await using var etl = EtlProcess.With(Database, source, other);
        var client = new FollowingClient(etl);
        foreach (var (sent, price) in ((ScriptedSource, string)[])[(source, "10"), (source, "11"), (other, "11")])
        {
            sent.SendsNothing().Sends(new Coin("bitcoin", Price: price));
            await etl.RunAsync(sent.Description.Name);
        }

        source.SendsNothing().Sends(new Coin("ether", "eth", "Ether", "7"));
        await etl.RunAsync("coingecko");
        await client.ReadAllAsync();

        Assert.That(
            client
                .Received.Where(change => change.Row is not null)
                .Select(change => $"{change.Source} {change.Row!.Name} {change.Type}")
                .Distinct(),
            Is.EquivalentTo(["coingecko Bitcoin Corrected", "csv Bitcoin Inserted", "coingecko Ether Inserted"])
        );
    }
}
