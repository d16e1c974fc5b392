using Kasparro.Application.Transformation;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>A part that is transformed again ends in the Silver that a rebuild would give.</summary>
public sealed class PartTests : EtlFixture
{
    private readonly ScriptedSource _source = new("coingecko");
    private readonly FakeTimeProvider _time = new(Clocks.Start);

    private string _silver = "";
    private Guid _bitcoin;

    /// <summary>Bitcoin is 100, 101 and 100 again; a coin without a price fails in each run.</summary>
    [SetUp]
    public async Task RunThreeTimesAsync()
    {
        _time.AdjustTime(Clocks.Start);
        await using var etl = EtlProcess.With(Database, _time, _source.WithVersion("scripted/1"));
        foreach (var price in (string[])["100", "101", "100"])
        {
            _source
                .SendsNothing()
                .Sends(
                    new Coin("bitcoin", Price: price),
                    new Coin("ethereum", "eth", "Ethereum", Price: price + "0"),
                    new Coin("broken", "brk", "Broken", Price: "null", Volume: price)
                );
            await etl.RunAsync("coingecko");
            _time.Advance(TimeSpan.FromHours(1));
        }

        _silver = await ReadSilverAsync();
        _bitcoin = await Database.ScalarAsync<Guid>("SELECT asset_id FROM assets WHERE symbol = 'BTC'");
    }

    [Test, Promise(8)]
    public async Task Of_one_asset()
    {
        await DamageAsync("price_usd = 999", "symbol = 'BTC'");

        await TransformAsync(new BronzePart.OfAsset(_bitcoin));

        Assert.That(await ReadSilverAsync(), Is.EqualTo(_silver));
    }

    [Test, Promise(8)]
    public async Task Of_one_raw_row_with_all_that_its_id_says()
    {
        await DamageAsync("price_usd = 999", "symbol = 'BTC'");

        await TransformAsync(new BronzePart.OfRow(1));

        Assert.That(await ReadSilverAsync(), Is.EqualTo(_silver));
    }

    [Test, Promise(8)]
    public async Task Of_failures()
    {
        await Database.ExecuteAsync("UPDATE transform_failures SET error_message = 'nonsense'");

        var result = await TransformAsync(new BronzePart.Failures());

        Assert.That(await ReadSilverAsync(), Is.EqualTo(_silver));
        Assert.That((result.Read, result.Failed), Is.EqualTo((2, 2)), "the failing id, and no other");
    }

    [Test, Promise(8)]
    public async Task Of_what_was_received_between_two_times()
    {
        await DamageAsync("price_usd = 999", "true");

        var nothing = await TransformAsync(new BronzePart.Received(Clocks.Start.AddDays(1), null));
        var all = await TransformAsync(new BronzePart.Received(Clocks.Start, Clocks.Start));

        Assert.That((nothing.Read, all.Read), Is.EqualTo((0, 6)));
        Assert.That(await ReadSilverAsync(), Is.EqualTo(_silver));
    }

    [Test, Promise(8)]
    public async Task Of_what_was_received_from_a_time_on_or_up_to_one()
    {
        var read = new List<long>();
        foreach (var time in (DateTimeOffset[])[Clocks.Start, Clocks.Start.AddDays(1)])
            read.Add((await TransformAsync(new BronzePart.Received(time, null))).Read);
        foreach (var time in (DateTimeOffset[])[Clocks.Start, Clocks.Start.AddDays(-1)])
            read.Add((await TransformAsync(new BronzePart.Received(null, time))).Read);

        Assert.That(read, Is.EqualTo(new[] { 6, 0, 6, 0 }));
        Assert.That(await ReadSilverAsync(), Is.EqualTo(_silver));
    }

    [Test, Promise(8)]
    public async Task Of_one_asset_and_none_that_another_source_numbered_alike()
    {
        var alone = await TransformAsync(new BronzePart.OfAsset(_bitcoin));
        var other = new ScriptedSource("csv").Sends(
            new Coin("sol", "sol", "Solana"),
            new Coin("bitcoin", Price: "100"),
            new Coin("bitcoin", Price: "100.5")
        );
        await using (var etl = EtlProcess.With(Database, _time, _source, other))
            await etl.RunAsync("csv");
        var asset = await Database.ScalarAsync<Guid>(
            "SELECT asset_id FROM asset_sources WHERE source = 'coingecko' AND source_asset_id = 'bitcoin'"
        );

        var together = await TransformAsync(new BronzePart.OfAsset(asset));

        Assert.That(await CountAsync($"asset_sources WHERE asset_id = '{asset}'"), Is.EqualTo(2), "both list it");
        Assert.That(together.Read, Is.EqualTo(alone.Read));
    }

    [Test]
    public async Task Counts_stay_what_silver_holds()
    {
        await TransformAsync(new BronzePart.OfAsset(_bitcoin));
        await TransformAsync(new BronzePart.Failures());

        var row = (await Database.RowsAsync("SELECT silver_rows::text, failure_rows::text FROM transformations"))[0];
        Assert.That(row, Is.EqualTo(new[] { "2", "2" }));
    }

    [Test]
    public async Task The_next_transformation_goes_on_where_it_was()
    {
        await TransformAsync(new BronzePart.OfAsset(_bitcoin));
        await using var etl = EtlProcess.With(Database, _time, _source);

        Assert.That((await etl.TransformAsync("coingecko")).Read, Is.Zero);
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    [Test, Promise(8)]
    public async Task Verification_of_a_part_sees_what_is_wrong_in_it_and_nothing_else()
    {
        await DamageAsync("price_usd = 999", "symbol = 'BTC'");
        var ethereum = await Database.ScalarAsync<Guid>("SELECT asset_id FROM assets WHERE symbol = 'ETH'");
        await using var etl = EtlProcess.With(Database, _time, _source);

        var (wrong, right) = (
            await etl.VerifyAsync(new BronzePart.OfAsset(_bitcoin)),
            await etl.VerifyAsync(new BronzePart.OfAsset(ethereum))
        );

        Assert.That((wrong.Matches, right.Matches), Is.EqualTo((false, true)), string.Join('\n', right.Differences));
        Assert.That(wrong.Differences, Has.All.Contains(_bitcoin.ToString()));
    }

    [Test]
    public async Task Is_refused_where_the_mapping_changed()
    {
        _source.WithVersion("scripted/2");

        var result = await TransformAsync(new BronzePart.Failures());

        Assert.That(
            result.Failure!.Sentence,
            Is.EqualTo(
                "A part of coingecko cannot be transformed by itself: its mapping is scripted/2 now, and its Silver "
                    + "is of scripted/1."
            )
        );
        Assert.That(await ReadSilverAsync(), Is.EqualTo(_silver));
    }

    [Test]
    public async Task Is_refused_where_silver_lost_rows()
    {
        if (Database.IsDistributed)
            Assert.Ignore("Where a table is distributed, nothing notes that rows were deleted: docs/citus.md.");
        await Database.ExecuteAsync("DELETE FROM asset_market_data WHERE price_usd = 1000");

        Assert.That(
            (await TransformAsync(new BronzePart.OfAsset(_bitcoin))).Failure!.Sentence,
            Does.EndWith("rows of asset_market_data were deleted.")
        );
    }

    [TestCase("transform", "--failures", "--raw-id", "1", "--failures and --raw-id cannot be given together.")]
    [TestCase("transform", "--full", "--failures", "--output", "table", "--failures and --full cannot be given")]
    [TestCase("verify", "--bronze", "--raw-id", "1", "--output", "table", "--raw-id and --bronze cannot be given")]
    [TestCase("verify", "--from", "2026-01-02T00:00:00Z", "--to", "2026-01-01T00:00:00Z", "--from is after --to")]
    public async Task Options_that_contradict_each_other_end_with_2(params string[] arguments)
    {
        var exit = await EtlHostProcess.RunAsync(Database, null, arguments[..^1]);

        Assert.That((exit.Code, exit.Errors), Is.EqualTo((2, exit.Errors)));
        Assert.That(exit.Errors, Does.Contain(arguments[^1]));
    }

    [Test]
    public async Task The_command_transforms_and_verifies_a_part()
    {
        await Database.ExecuteAsync("DELETE FROM transformations");
        string[] part = ["--asset", _bitcoin.ToString(), "--output", "table"];

        var transformed = await EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string> { ["ENABLED_SOURCES"] = "coingecko" },
            ["transform", .. part]
        );
        var verified = await EtlHostProcess.RunAsync(Database, null, ["verify", .. part]);

        Assert.That(transformed.Code, Is.Zero, transformed.Output + transformed.Errors);
        Assert.That(verified.Code, Is.Zero, verified.Output + verified.Errors);
    }

    private async Task<string> ReadSilverAsync() =>
        $"{await SilverTables.ReadAsync(Database)}\n{await SilverTables.ReadHistoryAsync(Database)}";

    private Task DamageAsync(string change, string which) =>
        Database.ExecuteAsync(
            $"""
            UPDATE asset_market_data SET {change} WHERE asset_id IN (SELECT asset_id FROM assets WHERE {which});
            UPDATE market_data_revisions SET {change} WHERE asset_id IN (SELECT asset_id FROM assets WHERE {which})
            """
        );

    private async Task<TransformResult> TransformAsync(BronzePart part)
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        return await etl.TransformAsync("coingecko", part: part);
    }
}
