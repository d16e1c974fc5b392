using System.Text.Json;
using Kasparro.Application.Ingestion;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Kasparro.Testing.Upstream;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.EdgeCases;

/// <summary>Records that no source should send: each costs itself at most, and nothing of it is lost.</summary>
public sealed class HostileRecordsTests : EtlFixture
{
    [Test, Promise(1), Promise(7), EdgeCase(39)]
    public async Task A_record_that_cannot_be_read_does_not_block_its_source()
    {
        string[] records =
        [
            new Coin("bitcoin").Json(),
            new Coin("halves", "hal", "Halves").Json().Replace("{\"id\"", "{\"\\ud800\":1,\"id\""),
            $$"""{"id":"deep","name":{{new string('[', 1_000)}}{{new string(']', 1_000)}}}""",
            $$"""{"id":"abyss","name":{{new string('[', 50_000)}}{{new string(']', 50_000)}}}""",
            new Coin("ethereum", "eth", "Ethereum").Json(),
        ];
        await using var upstream = await StubUpstream.StartAsync(
            StubUpstream.InTurn(StubResponse.Array(records), StubResponse.Json("[]"))
        );
        await using var etl = CoinGecko(upstream);

        var ingested = await etl.IngestAsync("coingecko");
        await etl.TransformAsync("coingecko");

        Assert.That(ingested.Outcome, Is.EqualTo(IngestOutcome.Succeeded), ingested.Failure?.ToString());
        var stored = await Database.RowsAsync("SELECT source_id, payload::text FROM raw_coingecko ORDER BY id");
        Assert.That(
            stored.Select(row => row[0]),
            Is.EqualTo(new[] { "bitcoin", "halves", "deep", "abyss", "ethereum" })
        );
        records[3] = JsonSerializer.Serialize(records[3]);
        Assert.That(stored.Select(row => row[1]), Is.EqualTo(records));
        Assert.That(
            (await Database.RowsAsync("SELECT source_asset_id FROM asset_sources ORDER BY 1")).Select(row => row[0]),
            Is.EqualTo(new[] { "bitcoin", "ethereum", "halves" })
        );
        Assert.That(
            (await Database.RowsAsync("SELECT error_type FROM transform_failures ORDER BY raw_id")).Select(row =>
                row[0]
            ),
            Is.EqualTo(new[] { "too_deep", "not_an_object" })
        );
    }

    [Test, Promise(3)]
    public async Task A_deep_record_that_comes_again_is_stored_once()
    {
        var deep = $$"""[{"id":"deep","extra":{{new string('[', 6_000)}}{{new string(']', 6_000)}}}]""";
        await using var upstream = await StubUpstream.StartAsync(request =>
            StubResponse.Json(request.Query["page"] == "1" ? deep : "[]")
        );
        await using var etl = CoinGecko(upstream);

        await etl.RunAsync("coingecko");
        var again = await etl.IngestAsync("coingecko");

        Assert.That((again.Outcome, again.Counts.Duplicates), Is.EqualTo((IngestOutcome.Succeeded, 1L)));
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(1));
    }

    [Test, Promise(8), Promise(10)]
    public async Task A_time_that_cannot_be_true_is_a_failure_and_never_infinity()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var clock = new FakeTimeProvider(now);
        string[] times =
        [
            "0001-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "2009-01-02T23:59:59Z",
            "2009-01-03T00:00:00Z",
            "2026-03-02T12:00:00Z",
            "2026-03-02T12:00:01Z",
            "2034-02-04T00:00:00Z",
            "9999-12-31T23:59:59.9999999Z",
        ];
        await using var etl = EtlProcess.With(
            Database,
            clock,
            new ScriptedSource("coingecko").Sends([
                .. times.Select((time, at) => new Coin($"coin-{at}", $"c{at}", LastUpdated: time)),
            ])
        );

        await etl.RunAsync("coingecko");
        // What was in the future then is in the past now; the receipt decides, so nothing changes.
        clock.Advance(TimeSpan.FromDays(3_000));
        await etl.TransformAsync("coingecko", full: true);

        Assert.That(
            (
                await Database.RowsAsync(
                    "SELECT to_char(last_updated AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') "
                        + "FROM asset_market_data ORDER BY 1"
                )
            ).Select(row => row[0]),
            Is.EqualTo(new[] { "2009-01-03 00:00:00", "2026-03-02 12:00:00" })
        );
        Assert.That(
            await Database.RowsAsync(
                "SELECT error_type, count(*)::text, min(error_message) FROM transform_failures GROUP BY 1"
            ),
            Is.EqualTo(
                (string?[][])
                    [
                        [
                            "implausible_time",
                            "6",
                            "the time is 0001-01-01T00:00:00Z, before the first block of Bitcoin (2009-01-03)",
                        ],
                    ]
            )
        );
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    private EtlProcess CoinGecko(StubUpstream upstream) =>
        EtlProcess.Configured(
            Database,
            new Dictionary<string, string?>
            {
                ["COINGECKO_BASE_URL"] = upstream.Address.ToString(),
                ["COINGECKO_MIN_INTERVAL"] = "0s",
                ["COINGECKO_MAX_RETRIES"] = "0",
                ["COINGECKO_MAX_PAGES"] = "0",
            }
        );
}
