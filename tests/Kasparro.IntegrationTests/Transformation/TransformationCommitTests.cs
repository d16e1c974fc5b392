using Kasparro.Application.MarketData;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>What a transformation commits besides market data, and that it commits all or nothing.</summary>
public sealed class TransformationCommitTests : EtlFixture
{
    [Test, Promise(8)]
    public async Task Bronze_that_cannot_be_read_to_its_end_commits_nothing()
    {
        // Twelve chunks: far more than are read ahead of the first one written.
        await Database.ExecuteAsync(
            """
            INSERT INTO raw_coingecko (source_id, payload, payload_hash, ingested_at, run_id)
            SELECT i::text,
                   format('{"id":"%s","symbol":"s%s","name":"n","current_price":1,"last_updated":"%s"}',
                          i, i, '2026-01-01T00:00:00Z')::json,
                   sha256(i::text::bytea), now(), '01890000-0000-7000-8000-000000000000'
            FROM   generate_series(1, 60000) i
            """
        );
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko"));
        var chunks = 0;
        etl.OnDerived = (_, _) =>
        {
            if (++chunks == 1)
                Database
                    .ExecuteAsync(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                            + "WHERE datname = current_database() AND query LIKE '%FROM%raw_coingecko%' "
                            + "AND pid <> pg_backend_pid()"
                    )
                    .GetAwaiter()
                    .GetResult();
        };

        Assert.That(() => etl.TransformAsync("coingecko"), Throws.InstanceOf<NpgsqlException>());

        Assert.That(chunks, Is.InRange(1, 11));
        Assert.That((await CountAsync("asset_market_data"), await CountAsync("transformations")), Is.EqualTo((0, 0)));
    }

    [Test, Promise(14)]
    public async Task A_commit_of_failures_only_raises_the_version_of_silver()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, source);
        var version = etl.Services.GetRequiredService<ISilverVersionReader>();
        await etl.RunAsync("coingecko");
        var before = await version.ReadAsync(default);

        source.SendsNothing().Sends(new Coin("ethereum", Price: "0"));
        var result = await etl.RunAsync("coingecko");

        Assert.That((result.Inserted, result.Failed), Is.EqualTo((0, 1)));
        Assert.That(await version.ReadAsync(default), Is.GreaterThan(before!.Value));
    }

    [Test]
    public async Task The_newest_time_of_data_goes_back_only_when_a_rebuild_finds_it_earlier()
    {
        // A list of coins is in no order of time.
        var source = new ScriptedSource("coingecko").Sends(
            new Coin("bitcoin", LastUpdated: "2026-02-01T00:00:00Z"),
            new Coin("litecoin", LastUpdated: "2025-12-01T00:00:00Z")
        );
        await using var etl = EtlProcess.With(Database, source);
        await etl.RunAsync("coingecko");

        source.SendsNothing().Sends(new Coin("ethereum", LastUpdated: "2026-01-01T00:00:00Z"));
        await etl.RunAsync("coingecko");
        var afterOlderData = await NewestAsync();
        await etl.RunAsync("coingecko");
        var afterNothing = await NewestAsync();
        source.Mapping = payload =>
            CoinGeckoMapping.Map(new StoredRecord(payload))
                is Mapping.Accepted { Observation.SourceAssetId: "ethereum" } accepted
                ? accepted
                : new Mapping.Rejected(TransformFailureType.MappingError, "no");
        await etl.TransformAsync("coingecko", full: true);

        Assert.That(
            (afterOlderData, afterNothing, await NewestAsync()),
            Is.EqualTo(("2026-02-01 00:00:00", "2026-02-01 00:00:00", "2026-01-01 00:00:00"))
        );
    }

    [Test]
    public async Task Sources_write_side_by_side_and_wait_for_each_other_at_their_commits_only()
    {
        string[] names = ["coingecko", "coinpaprika"];
        var coins = Enumerable.Range(1, 20).Select(n => new Coin($"coin-{n}", $"c{n}", $"Coin {n}")).ToArray();
        await using var etl = EtlProcess.With(
            Database,
            [.. names.Select(name => new ScriptedSource(name).Sends(coins))]
        );
        foreach (var name in names)
            await etl.IngestAsync(name);
        const string assets = "x'4B410004'::int";
        await using var committing = await ForeignSession.OpenAsync(
            Database,
            "other",
            $"SELECT pg_advisory_xact_lock({assets}, 0)"
        );

        var transforming = names.Select(name => etl.TransformAsync(name, link: false)).ToArray();
        await Eventually.UntilAsync(async () =>
            await CountAsync($"pg_locks WHERE classid = ({assets})::oid AND NOT granted") == names.Length
        );
        await committing.DisposeAsync();

        Assert.That((await Task.WhenAll(transforming)).Select(result => result.Inserted), Is.All.EqualTo(20));
    }

    private Task<string?> NewestAsync() =>
        Database.ScalarAsync<string>("SELECT (newest_data_at AT TIME ZONE 'UTC')::text FROM transformations");
}
