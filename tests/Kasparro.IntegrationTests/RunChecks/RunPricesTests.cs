using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.RunChecks;

/// <summary>A run is judged by the prices that it brought itself.</summary>
public sealed class RunPricesTests : EtlFixture
{
    private const int Assets = 20;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSource _source = new("coingecko");

    [TestCase(0)]
    [TestCase(20, Description = "a provider's clock that is ahead of ours")]
    public async Task Prices_of_a_later_run_are_not_those_of_an_earlier_one(int hoursAhead)
    {
        await using var etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coingecko"), _source);
        for (var run = 0; run < 9; run++)
            await RunAsync(etl, price: run == 8 ? "1500" : "1.5", hoursAhead);

        var jumps = new List<Severity>();
        foreach (var run in await Database.RowsAsync("SELECT run_id::text FROM etl_runs ORDER BY sequence OFFSET 7"))
            jumps.Add((await CompareAsync(etl, Guid.Parse(run[0]!))).Severity);

        Assert.That(jumps, Is.EqualTo([Severity.Ok, Severity.Critical]));
    }

    [Test]
    public async Task Records_that_another_source_numbered_alike_in_a_backfill_hide_no_jump()
    {
        await using var etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coingecko"), _source);
        for (var run = 0; run < 9; run++)
            await RunAsync(etl, price: run == 8 ? "1500" : "1.5", hoursAhead: 0);
        await Database.ExecuteAsync(
            """
            INSERT INTO etl_runs (run_id, source, triggered_by, status, started_at, ended_at, duration_ms,
                                  records_processed, metadata)
            VALUES (gen_random_uuid(), 'csv', 'backfill', 'success', now(), now(), 0, 1000,
                    '{"first_raw_id": 1, "last_raw_id": 1000}')
            """
        );

        var last = await Database.ScalarAsync<Guid>(
            "SELECT run_id FROM etl_runs WHERE source = 'coingecko' ORDER BY sequence DESC LIMIT 1"
        );

        Assert.That((await CompareAsync(etl, last)).Severity, Is.EqualTo(Severity.Critical));
    }

    private async Task RunAsync(EtlProcess etl, string price, int hoursAhead)
    {
        _time.Advance(TimeSpan.FromHours(1));
        var at = $"{_time.GetUtcNow().AddHours(hoursAhead):yyyy-MM-dd'T'HH:mm:ss'Z'}";
        _source
            .SendsNothing()
            .Sends([
                .. Enumerable
                    .Range(0, Assets)
                    .Select(id => new Coin($"coin-{id}", $"c{id}", $"Coin {id}", price, LastUpdated: at)),
            ]);
        await etl.IngestAsync("coingecko", RunTrigger.Cron);
        await etl.TransformAsync("coingecko");
    }

    private static async Task<Check> CompareAsync(EtlProcess etl, Guid runId)
    {
        var compared = await etl.SendAsync(new CompareRuns("coingecko", runId, null, new ComparisonSettings(), null));
        return ((RunComparison.Compared)compared)
            .Sources.Single()
            .Checks.Single(check => check.Type == CheckType.PriceJump);
    }
}
