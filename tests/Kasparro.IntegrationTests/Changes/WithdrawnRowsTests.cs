using Kasparro.Application.Changes;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Changes;

/// <summary>A row that a rebuild no longer gives is withdrawn, whatever else is kept of its coin and instant.</summary>
public sealed class WithdrawnRowsTests : EtlFixture
{
    private const string Instant = "2026-01-01T00:00:00Z";

    [TestCase("coingecko", "bitcoin", "2026-01-02T00:00:00Z", TestName = "{m}(another time)")]
    [TestCase("coingecko", "litecoin", Instant, TestName = "{m}(another coin)")]
    [TestCase("coinpaprika", "bitcoin", Instant, TestName = "{m}(another source)")]
    public async Task A_row_is_withdrawn_although_one_is_kept_of(string keptOf, string kept, string at)
    {
        ScriptedSource[] sources = [new("coingecko"), new("coinpaprika")];
        sources[0].Sends(new Coin("bitcoin", Price: "100", LastUpdated: Instant));
        sources
            .Single(source => source.Description.Name == keptOf)
            .Sends(
                kept == "bitcoin"
                    ? new Coin(kept, Price: "101", LastUpdated: at)
                    : new Coin(kept, kept, kept, "101", LastUpdated: at)
            );
        await using var etl = EtlProcess.With(Database, sources);
        var client = new FollowingClient(etl);
        foreach (var source in sources)
            await etl.RunAsync(source.Description.Name);
        await client.ReadAllAsync();

        sources[0].WithVersion("scripted/2").Mapping = payload =>
            CoinGeckoMapping.Map(new StoredRecord(payload))
                is Mapping.Accepted { Observation.PriceUsd.Text: not "100" } accepted
                ? accepted
                : new Mapping.Rejected(TransformFailureType.MappingError, "no");
        await etl.TransformAsync("coingecko", link: false);
        await client.ReadAllAsync();

        Assert.That(client.Received[^1].Type, Is.EqualTo(ChangeType.Withdrawn));
        Assert.That(client.Copy(), Is.EqualTo(await FollowingClient.SilverAsync(Database)));
    }
}
