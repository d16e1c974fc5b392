using Kasparro.Application.RunChecks;
using Kasparro.Domain.RunChecks;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.IntegrationTests.RunChecks;

/// <summary>
/// Runs of two sources in the order in which they were recorded. The clock of the first was ahead by a day.
/// </summary>
public sealed class RunHistoryTests : EtlFixture
{
    private EtlProcess _etl = null!;
    private IRunHistory _history = null!;

    [SetUp]
    public async Task RecordRunsAsync()
    {
        _etl = EtlProcess.With(Database);
        _history = _etl.Services.GetRequiredService<IRunHistory>();
        await RecordAsync("coingecko", "cron", "success", "2026-03-02 01:00Z", minutes: 10);
        await RecordAsync("csv", "cron", "success", "2026-03-01 01:30Z", minutes: 10);
        await RecordAsync("coingecko", "cron", "success", "2026-03-01 02:00Z", minutes: 10);
        await RecordAsync("coingecko", "cron", "failed", "2026-03-01 03:00Z", minutes: 5);
        await RecordAsync("coingecko", "backfill", "success", "2026-03-01 04:00Z", minutes: 60);
        await RecordAsync("coingecko", "cron", "success", "2026-03-01 06:00Z", minutes: 30);
        await RecordAsync("csv", "cron", "success", "2026-03-01 07:00Z", minutes: 5);
        await RecordAsync("coingecko", "backfill", "running", "2026-03-01 07:30Z", minutes: null);
    }

    [TearDown]
    public Task StopEtlAsync() => _etl.DisposeAsync().AsTask();

    [TestCase(null, 10, "06 03 02 01")]
    [TestCase(null, 2, "06 03")]
    [TestCase("2026-03-01 04:30Z", 10, "03 02")]
    [TestCase("2026-03-01 03:00Z", 1, "03")]
    public async Task The_latest_runs_by_an_instant_are_those_of_the_source_without_backfills(
        string? asOf,
        int limit,
        string hours
    ) =>
        Assert.That(
            Hours(await _history.ReadLatestAsync("coingecko", Instant(asOf), limit, default)),
            Is.EqualTo(hours)
        );

    [TestCase(10, "03 02 01")]
    [TestCase(2, "03 02")]
    public async Task Earlier_runs_are_those_of_the_source_that_were_recorded_before_it_without_backfills(
        int limit,
        string hours
    )
    {
        var run = (await _history.ReadLatestAsync("coingecko", null, 1, default))[0];

        Assert.That(Hours(await _history.ReadEarlierAsync(run, limit, default)), Is.EqualTo(hours));
        Assert.That(await _history.FindAsync(run.RunId, default), Is.EqualTo(run));
    }

    [TestCase(null, "06:30", "07:30")]
    [TestCase("2026-03-01 06:30Z", "06:30", "")]
    [TestCase("2026-03-01 06:29Z", "02:10", "06:00")]
    [TestCase("2026-03-01 04:00Z", "02:10", "04:00")]
    [TestCase("2026-03-01 02:00Z", "", "02:00")]
    public async Task A_source_has_its_last_success_and_its_running_run_of_an_instant(
        string? asOf,
        string success,
        string running
    )
    {
        await Database.ExecuteAsync(
            """
            INSERT INTO transformations (source, version, silver_rows, failure_rows, transformed_total, failed_total,
                                         transformed_at)
            VALUES ('csv', '1', 0, 0, 0, 0, '2026-03-01 08:00Z'), ('coingecko', '1', 0, 0, 0, 0, '2026-03-01 09:00Z')
            """
        );

        var source = await _history.ReadSourceAsync("coingecko", Instant(asOf), default);

        Assert.That(
            ($"{source.LastSuccessAt:HH:mm}", $"{source.Running?.StartedAt:HH:mm}", $"{source.TransformedAt:HH:mm}"),
            Is.EqualTo((success, running, "09:00"))
        );
    }

    private static DateTimeOffset? Instant(string? text) =>
        text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Hours(IEnumerable<RunFacts> runs) =>
        string.Join(' ', runs.Select(run => $"{run.StartedAt.UtcDateTime:HH}"));

    private Task RecordAsync(string source, string trigger, string status, string startedAt, int? minutes) =>
        Database.ExecuteAsync(
            $$"""
            INSERT INTO etl_runs (run_id, source, triggered_by, status, started_at, ended_at, duration_ms,
                                  records_processed, metadata)
            SELECT gen_random_uuid(), '{{source}}', '{{trigger}}', '{{status}}', at, at + took,
                   extract(epoch FROM took) * 1000, 1, '{}'
            FROM  (SELECT timestamptz '{{startedAt}}' AS at,
                          {{(minutes is null ? "NULL" : $"'{minutes} minutes'")}}::interval AS took) run
            """
        );
}
