using Kasparro.Application.Retention;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Retention;

/// <summary>Sources that mean one asset keep their prices for as long as each of them says.</summary>
public sealed class SharedAssetsTests : EtlFixture
{
    private const string Mine = "coingecko";
    private const string Other = "coinpaprika";

    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly Dictionary<string, ScriptedSource> _sources = new()
    {
        [Mine] = new ScriptedSource(Mine),
        [Other] = new ScriptedSource(Other),
    };

    [Test, Promise(17)]
    public async Task What_another_source_said_about_the_same_instant_stays_with_all_that_it_replaced()
    {
        await using var etl = Process();
        foreach (var price in (string[])["100", "101"])
        foreach (var source in (string[])[Mine, Other])
            await RunAsync(etl, source, new Coin("bitcoin", Price: price, LastUpdated: "2025-06-01T00:00:00Z"));

        await etl.SendAsync(new ApplyRetention(Mine));

        Assert.That(await CountAsync("assets"), Is.EqualTo(1));
        Assert.That(
            await Database.RowsAsync(
                """
                SELECT source, price_usd::text FROM asset_market_data
                UNION ALL
                SELECT source, price_usd::text FROM market_data_revisions
                ORDER BY 2
                """
            ),
            Is.EqualTo(
                (string[][])
                    [
                        [Other, "100"],
                        [Other, "101"],
                    ]
            )
        );
    }

    /// <summary>Each source counts its records from 1, and its runs are runs of its own.</summary>
    [Test, Promise(17)]
    public async Task An_archive_ends_with_a_run_of_its_source_and_takes_nothing_of_another()
    {
        var folder = Directory.CreateTempSubdirectory("kasparro-archive").FullName;
        await using var etl = Process(folder);
        var old = Enumerable
            .Range(1, 3)
            .Select(id => new Coin($"c{id}", LastUpdated: "2026-02-28T00:00:00Z"))
            .ToArray();
        Coin[] wrong = [new Coin("wrong", Price: "0", LastUpdated: "2026-02-28T00:00:00Z")];
        await RunAsync(etl, Mine, [.. old, .. wrong]);
        await RunAsync(etl, Other, old[..1]);
        // Its last number is one in the middle of the next run of the other.
        await RunAsync(etl, Other, [.. old[1..], .. wrong, new Coin("more", LastUpdated: "2026-02-28T00:00:00Z")]);
        _time.Advance(TimeSpan.FromDays(60));
        await RunAsync(
            etl,
            Mine,
            new Coin("c1", LastUpdated: "2026-04-29T00:00:00Z"),
            new Coin("wrong", Price: "0", LastUpdated: "2026-04-29T00:00:00Z")
        );
        await RunAsync(etl, Mine, new Coin("c2", LastUpdated: "2026-04-29T00:00:00Z"));
        var others = await OthersAsync();

        var result = await etl.SendAsync(new ApplyRetention(Mine));

        Directory.Delete(folder, recursive: true);
        Assert.That((result.Expired, result.Archived), Is.EqualTo((3, 4)));
        Assert.That(await CountAsync($"transform_failures WHERE source = '{Mine}'"), Is.EqualTo(1), "the newest");
        Assert.That(await OthersAsync(), Is.EqualTo(others));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    private EtlProcess Process(string? archive = null) =>
        EtlProcess.With(
            Database,
            _time,
            new Dictionary<string, string?> { ["RETENTION_DAYS"] = $"{Mine}=30", ["RETENTION_ARCHIVE_PATH"] = archive },
            [.. _sources.Values]
        );

    private async Task RunAsync(EtlProcess etl, string source, params Coin[] coins)
    {
        _sources[source].SendsNothing().Sends(coins);
        await etl.RunAsync(source);
    }

    private async Task<string> OthersAsync() =>
        string.Join(
            '\n',
            (
                await Database.RowsAsync(
                    $"""
                    SELECT 'price', raw_id::text FROM asset_market_data WHERE source = '{Other}'
                    UNION ALL
                    SELECT 'failure', raw_id::text FROM transform_failures WHERE source = '{Other}'
                    UNION ALL
                    SELECT 'record', id::text FROM raw_{Other}
                    UNION ALL
                    SELECT 'failures', failure_rows::text FROM transformations WHERE source = '{Other}'
                    ORDER BY 1, 2
                    """
                )
            ).Select(row => string.Join(' ', row))
        );
}
