using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>Every column of listings of two sources that have the same ids.</summary>
public sealed class ListingColumnsTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(Clocks.Start);

    [Test, Promise(11)]
    public async Task A_new_version_says_what_its_own_listings_are_and_leaves_their_assets()
    {
        var source = new ScriptedSource("coingecko").With(about => about with { SlugOf = id => $"{id}-old" });
        var other = new ScriptedSource("csv").With(about => about with { SlugOf = id => $"{id}-other" });
        await using var etl = EtlProcess.With(Database, _time, source, other);
        foreach (var sent in (ScriptedSource[])[source, other])
        {
            sent.Sends(new Coin("bitcoin"), new Coin("ether", "eth", "Ether", Price: sent == source ? "3" : "9"));
            await etl.RunAsync(sent.Description.Name);
            _time.Advance(TimeSpan.FromHours(1));
        }

        var assets = await AssetsAsync();
        source.WithVersion("scripted/2").With(about => about with { SlugOf = id => $"{id}-new", IsStatic = true });
        await etl.TransformAsync("coingecko", link: false);

        Assert.That(
            await TextsAsync(
                "SELECT concat_ws(' ', source, source_asset_id, slug, is_file_scoped) FROM asset_sources ORDER BY 1"
            ),
            Is.EqualTo([
                "coingecko bitcoin bitcoin-new t",
                "coingecko ether ether-new t",
                "csv bitcoin bitcoin-other f",
                "csv ether ether-other f",
            ])
        );
        Assert.That(await AssetsAsync(), Is.EqualTo(assets));
    }

    [Test, Promise(11)]
    public async Task What_a_new_version_no_longer_gives_is_lost_by_its_own_source_and_its_ids_answer()
    {
        var source = new ScriptedSource("coingecko");
        var other = new ScriptedSource("csv");
        await using var etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coingecko"), source, other);
        foreach (var sent in (ScriptedSource[])[source, other])
        {
            sent.Sends(new Coin("one", "one", "One"), new Coin("two", "two", "Two"));
            await etl.RunAsync(sent.Description.Name);
        }

        var aliases = await AliasesAsync();
        source.WithVersion("scripted/2").Mapping = payload =>
            CoinGeckoMapping.Map(new(payload)) switch
            {
                Mapping.Accepted { Observation.SourceAssetId: "two" } => new Mapping.NotApplicable("no longer a coin"),
                var mapping => mapping,
            };
        await etl.TransformAsync("coingecko");

        Assert.That(
            await TextsAsync("SELECT source || ' ' || source_asset_id FROM asset_sources ORDER BY 1"),
            Is.EqualTo(["coingecko one", "csv one", "csv two"])
        );
        Assert.That(await AliasesAsync(), Is.EqualTo(aliases));
    }

    private Task<IReadOnlyList<string?>> AssetsAsync() =>
        TextsAsync("SELECT concat_ws(' ', source, source_asset_id, asset_id, linked_at) FROM asset_sources ORDER BY 1");

    private Task<IReadOnlyList<string?>> AliasesAsync() =>
        TextsAsync("SELECT concat_ws(' ', asset_id, source, source_asset_id) FROM asset_aliases ORDER BY 1");
}
