using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Etl;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.RunChecks;

/// <summary>Comparisons over runs that the product itself made.</summary>
public sealed class CompareRunsTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSource _source = new("coingecko");

    [Test]
    public async Task Ordinary_runs_have_no_anomaly_and_a_baseline_of_those_before()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 9, _ => Coins(20));

        var comparison = await CompareAsync(etl);

        Assert.That(comparison.Anomalies.Select(anomaly => anomaly.Message), Is.Empty);
        Assert.That(comparison.Baseline.Runs, Has.Count.EqualTo(8));
        Assert.That(
            comparison.Run,
            Has.Property(nameof(RunFacts.DistinctAssets))
                .EqualTo(20)
                .And.Property(nameof(RunFacts.Rejected))
                .EqualTo(0)
                .And.Property(nameof(RunFacts.FirstPageReceived))
                .True
        );
        Assert.That(comparison.Run!.NewestDataAt, Is.EqualTo(comparison.Run.StartedAt));
    }

    [Test]
    public async Task Assets_that_stay_away_are_named_although_the_others_brought_nothing_new()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        // The same records every time: after the first run all are duplicates, and still received by every run.
        await RunsAsync(etl, 8, _ => Coins(20, at: 0));
        await RunsAsync(etl, 1, _ => Coins(20, at: 0)[..^1]);

        var missing = (await CompareAsync(etl)).Checks.Single(check => check.Type == CheckType.MissingAssets);

        Assert.That(missing.Severity, Is.EqualTo(Severity.Warning));
        Assert.That(missing.Evidence, Is.EqualTo(["coin-19"]));
        Assert.That(missing.Reason, Is.EqualTo("1 of 20 regular assets is missing: coin-19"));
    }

    [Test]
    public async Task Rows_that_a_derivation_rejected_count_for_the_run_that_brought_them()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(
            etl,
            3,
            run => Coins(20).Select((coin, at) => run == 1 && at < 5 ? coin with { Price = "null" } : coin).ToArray()
        );
        var second = await Database.ScalarAsync<Guid>(
            "SELECT run_id FROM etl_runs ORDER BY started_at OFFSET 1 LIMIT 1"
        );

        var comparison = await CompareAsync(etl, second);

        Assert.That(comparison.Run!.Rejected, Is.EqualTo(5));
        Assert.That(
            comparison.Checks.Single(check => check.Type == CheckType.RejectionRate).Severity,
            Is.EqualTo(Severity.Critical)
        );
        Assert.That(
            (await CompareAsync(etl)).Baseline.Runs.Select(run => run.Rejected),
            Is.EqualTo(new long?[] { 0, 5 })
        );
    }

    [Test]
    public async Task Rows_that_nothing_derived_yet_are_not_taken_for_good_ones()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 1, _ => Coins(5));
        _source.SendsNothing().Sends(Coins(5));
        _time.Advance(TimeSpan.FromHours(4));
        await etl.IngestAsync("coingecko", RunTrigger.Cron);

        Assert.That(
            (await CompareAsync(etl)).Checks.Single(check => check.Type == CheckType.RejectionRate).Reason,
            Is.EqualTo("its rows are not transformed yet")
        );
        Assert.That((await CompareAsync(etl)).Run!.Rejected, Is.Null);
    }

    [Test]
    public async Task A_changed_unit_is_found_in_the_prices_themselves()
    {
        await using var etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coingecko"), _source);
        await RunsAsync(etl, 9, run => [.. Coins(20).Select(coin => coin with { Price = run == 8 ? "1500" : "1.5" })]);

        var jump = (await CompareAsync(etl)).Checks.Single(check => check.Type == CheckType.PriceJump);

        Assert.That(jump.Severity, Is.EqualTo(Severity.Critical));
        Assert.That(
            jump.Reason,
            Is.EqualTo(
                "100 % of the prices (20 of 20) jumped (limit 5 %), most of them by about 10^3, as after "
                    + "a change of unit"
            )
        );
        Assert.That(jump.Evidence, Has.Count.EqualTo(5).And.Contain("coin-0 ×1000"));
    }

    [Test]
    public async Task Prices_are_compared_with_those_of_other_sources_of_the_same_hour()
    {
        var other = new ScriptedSource("coinpaprika");
        await using var etl = EtlProcess.With(Database, _time, _source, other);
        other.Sends([.. Coins(10).Select(coin => coin with { Price = "1.0" })]);
        await etl.RunAsync("coinpaprika");
        _time.Advance(TimeSpan.FromMinutes(20));
        _source.Sends([.. Coins(10).Select(coin => coin with { Price = "1.05" })]);
        await etl.RunAsync("coingecko");

        var divergence = (await CompareAsync(etl)).Checks.Single(check => check.Type == CheckType.Divergence);

        Assert.That(
            (divergence.Severity, divergence.Current),
            Is.EqualTo((Severity.Warning, (double?)Math.Round(Math.Log(1.05), 6)))
        );
        _time.Advance(TimeSpan.FromHours(2));
        _source.SendsNothing().Sends(Coins(10));
        await etl.RunAsync("coingecko");
        Assert.That(
            (await CompareAsync(etl)).Checks.Single(check => check.Type == CheckType.Divergence).Reason,
            Is.EqualTo("0 of 3 shared assets needed")
        );
    }

    [Test]
    public async Task Of_the_prices_of_another_source_within_the_hour_the_nearest_counts()
    {
        var other = new ScriptedSource("coinpaprika");
        await using var etl = EtlProcess.With(Database, _time, _source, other);
        foreach (var price in (string[])["1.0", "1.05"])
        {
            other.SendsNothing().Sends([.. Coins(10).Select(coin => coin with { Price = price })]);
            await etl.RunAsync("coinpaprika");
            _time.Advance(TimeSpan.FromMinutes(20));
        }

        _source.Sends([.. Coins(10).Select(coin => coin with { Price = "1.05" })]);
        await etl.RunAsync("coingecko");

        Assert.That(
            (await CompareAsync(etl)).Checks.Single(check => check.Type == CheckType.Divergence).Current,
            Is.Zero
        );
    }

    [Test]
    public async Task Prices_that_no_double_holds_are_compared_all_the_same()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(
            etl,
            9,
            run =>
                [
                    new Coin("tiny", Price: run == 8 ? "1e-397" : "1e-400", LastUpdated: Instant()),
                    new Coin("huge", "eth", "Ethereum", Price: "1e400", LastUpdated: Instant()),
                ]
        );

        var jump = (await CompareAsync(etl)).Checks.Single(check => check.Type == CheckType.PriceJump);

        Assert.That(jump.Evidence, Is.EqualTo(["tiny ×1000"]));
    }

    [Test]
    public async Task A_run_at_work_is_not_stuck_while_it_holds_its_lock()
    {
        var severities = new List<Severity>();
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 2, _ => Coins(3));
        _source.BeforePage = async (_, _) =>
        {
            severities.Add((await CompareAsync(etl)).Checks.Single(check => check.Type == CheckType.RunStuck).Severity);
            _time.Advance(TimeSpan.FromMinutes(5));
        };
        await etl.IngestAsync("coingecko", RunTrigger.Cron);

        // Runs took a minute; page 1 was asked for at once, the end of the pages five minutes later.
        Assert.That(severities, Is.EqualTo([Severity.Ok, Severity.Warning]));
    }

    [Test]
    public async Task A_run_whose_process_died_is_found_before_the_next_one_closes_it()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 2, _ => Coins(3));
        await Database.ExecuteAsync(
            "INSERT INTO etl_runs (run_id, source, started_at, status, records_processed, metadata, "
                + "triggered_by) VALUES ('01890000-0000-7000-8000-000000000000', 'coingecko', "
                + $"'{_time.GetUtcNow():O}', 'running', 0, '{{}}', 'cron')"
        );

        var stuck = (await CompareAsync(etl)).Checks.Single(check => check.Type == CheckType.RunStuck);

        Assert.That(stuck.Severity, Is.EqualTo(Severity.Critical));
        Assert.That(stuck.Evidence, Is.EqualTo(["01890000-0000-7000-8000-000000000000"]));
    }

    [Test]
    public async Task More_assets_than_are_kept_are_not_kept_at_all()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        _source.Sends([
            .. Enumerable.Range(0, AssetFingerprints.MaxCount + 10).Select(id => Coin.Raw($"coin-{id}", "{}")),
        ]);
        await etl.IngestAsync("coingecko");

        Assert.That(await CountAsync("run_assets"), Is.Zero);
        Assert.That(await Database.ScalarAsync<string>("SELECT metadata->>'distinct_assets' FROM etl_runs"), Is.Null);
        Assert.That(
            (await CompareAsync(etl)).Checks.Single(check => check.Type == CheckType.MissingAssets).Reason,
            Is.EqualTo("the run did not record its assets")
        );
    }

    /// <summary>Runs of the scheduler, four hours apart, a minute each, derived at once.</summary>
    private async Task RunsAsync(EtlProcess etl, int count, Func<int, Coin[]> sends)
    {
        for (var run = 0; run < count; run++)
        {
            _time.Advance(TimeSpan.FromHours(4));
            _source.SendsNothing().Sends(sends(run));
            _source.BeforePage = (page, _) =>
            {
                if (page == 2)
                    _time.Advance(TimeSpan.FromMinutes(1));
                return Task.CompletedTask;
            };
            await etl.IngestAsync("coingecko", RunTrigger.Cron);
            await etl.TransformAsync("coingecko");
        }

        _source.BeforePage = (_, _) => Task.CompletedTask;
    }

    private Coin[] Coins(int count, int? at = null) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(id => new Coin(
                    $"coin-{id}",
                    $"c{id}",
                    $"Coin {id}",
                    LastUpdated: at is { } hour ? $"2026-01-01T0{hour}:00:00Z" : Instant()
                )),
        ];

    private string Instant() =>
        _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<SourceComparison> CompareAsync(EtlProcess etl, Guid? runId = null)
    {
        var comparison = await etl
            .Services.GetRequiredService<IMediator>()
            .Send(new CompareRuns("coingecko", runId, null, new ComparisonSettings(), null));
        return ((RunComparison.Compared)comparison).Sources.Single();
    }
}
