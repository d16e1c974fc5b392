using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>
/// Raw ids are counted for each source: what another source has under the same or higher ones, about the same coin and
/// instant, changes nothing.
/// </summary>
public sealed class SourcesApartTests : EtlFixture
{
    private readonly ScriptedSource _source = new("coingecko");
    private readonly ScriptedSource _other = new("csv");
    private EtlProcess _etl = null!;

    /// <summary>The other source has market data, a revision and a failure of higher raw ids.</summary>
    [SetUp]
    public async Task RunOtherAsync()
    {
        _etl = EtlProcess.With(Database, _source, _other);
        _other.Sends(
            new Coin("bitcoin", Price: "100"),
            new Coin("bitcoin", Price: "100.5"),
            new Coin("bitcoin", Price: "100"),
            new Coin("eth", "eth", "Ethereum", "7"),
            new Coin("eth", "eth", "Ethereum", "8"),
            new Coin("sol", "sol", "Solana", "0")
        );
        await _etl.RunAsync("csv");
    }

    [TearDown]
    public Task StopEtlAsync() => _etl.DisposeAsync().AsTask();

    [Test, Promise(8)]
    public async Task A_source_is_transformed_from_its_own_first_raw_row()
    {
        _source.Sends(new Coin("bitcoin", Price: "100"));

        var result = await _etl.RunAsync("coingecko");

        Assert.That((result.Read, result.Inserted), Is.EqualTo((1, 1)));
    }

    [Test, Promise(17)]
    public async Task A_value_that_returns_before_it_was_transformed_is_current_again()
    {
        await IngestAsync("100");
        await _etl.TransformAsync("coingecko");
        await IngestAsync("101");
        await IngestAsync("100");

        await _etl.TransformAsync("coingecko");

        Assert.That(await PriceAsync("coingecko"), Is.EqualTo("100"));
    }

    [Test, Promise(17)]
    [TestCase("100", "101", TestName = "{m}(a correction)")]
    [TestCase("100", "101", "100", TestName = "{m}(a value that returns)")]
    [TestCase("100", "101", "100", "101", TestName = "{m}(one that returns twice)")]
    public async Task What_one_source_corrects_of_a_coin_that_both_have_is_its_own(params string[] prices)
    {
        var before = await OtherAsync();
        foreach (var price in prices)
        {
            await IngestAsync(price);
            await _etl.TransformAsync("coingecko");
        }

        Assert.That(await CountAsync("assets"), Is.EqualTo(2), "both mean the same bitcoin");
        Assert.That(await PriceAsync("coingecko"), Is.EqualTo(prices[^1]));
        Assert.That(await OtherAsync(), Is.EqualTo(before));
        Assert.That((await _etl.VerifyAsync()).Matches, Is.True);
    }

    /// <summary>Row 1 of the other source is about bitcoin, and row 1 of this one about ether.</summary>
    [Test, Promise(17)]
    public async Task A_value_that_returns_is_about_its_own_coin_where_another_source_numbered_another_alike()
    {
        var before = await OtherAsync();
        foreach (var price in (string[])["7", "7.1", "7"])
        {
            _source.SendsNothing().Sends(new Coin("eth", "eth", "Ethereum", price), new Coin("bitcoin", Price: "100"));
            await _etl.RunAsync("coingecko");
        }

        Assert.That(await PriceAsync("coingecko"), Is.EqualTo("100,7").Or.EqualTo("7,100"));
        Assert.That(await CountAsync("sightings WHERE source = 'coingecko'"), Is.EqualTo(1));
        Assert.That(await OtherAsync(), Is.EqualTo(before));
        Assert.That((await _etl.VerifyAsync()).Matches, Is.True);
    }

    private async Task IngestAsync(string price)
    {
        _source.SendsNothing().Sends(new Coin("bitcoin", Price: price));
        Assert.That((await _etl.IngestAsync("coingecko")).Failure, Is.Null);
    }

    private Task<string?> PriceAsync(string source) =>
        Database.ScalarAsync<string>(
            $"SELECT string_agg(price_usd::text, ',') FROM asset_market_data WHERE source = '{source}'"
        );

    /// <summary>All that the other source said, without what it means: links may change that.</summary>
    private async Task<string> OtherAsync() =>
        string.Join(
            '\n',
            (
                await Database.RowsAsync(
                    """
                    SELECT concat_ws(' ', raw_id, price_usd, sighting_id, 'current') FROM asset_market_data
                    WHERE  source = 'csv'
                    UNION ALL
                    SELECT concat_ws(' ', raw_id, price_usd, statement_id, replaced_by) FROM market_data_revisions
                    WHERE  source = 'csv'
                    ORDER  BY 1
                    """
                )
            ).Select(row => row[0])
        );
}
