using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Ingestion;

public sealed class RunLifecycleTests : EtlFixture
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test, Promise(4)]
    public async Task Rows_success_and_checkpoint_appear_together()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        var seen = new List<(long Rows, string? Run, object? Checkpoint)>();
        source.BeforePage = async (_, _) => seen.Add(await StateAsync());
        await using var etl = EtlProcess.With(Database, source);

        await etl.IngestAsync("coingecko");
        seen.Add(await StateAsync());

        var runId = await Database.ScalarAsync<Guid>("SELECT run_id FROM etl_runs");
        Assert.That(
            seen,
            Is.EqualTo(
                new (long, string?, object?)[] { (0, "running", null), (0, "running", null), (1, "success", runId) }
            )
        );
    }

    [Test, Promise(4)]
    public async Task A_checkpoint_that_cannot_be_written_takes_the_rows_and_the_success_with_it()
    {
        await Database.ExecuteAsync("ALTER TABLE etl_checkpoints ADD CONSTRAINT broken CHECK (status <> 'success')");
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("bitcoin")));

        var result = await etl.IngestAsync("coingecko");

        Assert.That(result.Outcome, Is.EqualTo(IngestOutcome.Failed));
        Assert.That(await CountAsync("raw_coingecko"), Is.Zero);
        Assert.That(await Database.ScalarAsync<string>("SELECT status FROM etl_runs"), Is.EqualTo("failed"));
    }

    [Test, Promise(5)]
    public async Task A_failed_run_moves_nothing_and_records_itself()
    {
        var time = new FakeTimeProvider(s_start);
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, time, source);
        var success = await etl.IngestAsync("coingecko");

        source.Sends(new Coin("ethereum"));
        source.BeforePage = (page, _) =>
            page == 3
                ? throw new SourceException(
                    FailureClass.Transient,
                    "CoinGecko answered 503 to page 3.",
                    "Wait for the next run."
                )
                : Task.CompletedTask;
        time.Advance(TimeSpan.FromHours(4));
        var failure = await etl.IngestAsync("coingecko");

        Assert.That(
            failure.Failure,
            Is.EqualTo(
                new RunFailure(FailureClass.Transient, "CoinGecko answered 503 to page 3.", "Wait for the next run.")
            )
        );
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(1));
        Assert.That(
            await CheckpointAsync(),
            Is.EqualTo(
                $"2026-03-01 12:00:00+00|{success.RunId}|2026-03-01 16:00:00+00|CoinGecko answered 503 to "
                    + "page 3. Wait for the next run.|failed"
            )
        );
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws('|', status, error_message, metadata->>'failure_class', "
                    + "metadata->>'next_step', metadata->>'fetched') FROM etl_runs "
                    + "ORDER BY started_at DESC LIMIT 1"
            ),
            Is.EqualTo(
                "failed|CoinGecko answered 503 to page 3. Wait for the next run.|transient|Wait for the next run.|2"
            )
        );
    }

    [Test, Promise(5)]
    public async Task A_success_leaves_when_and_how_it_last_failed()
    {
        var time = new FakeTimeProvider(s_start);
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, time, source);
        source.BeforePage = (_, _) => throw new SourceException(FailureClass.Config, "No.", "Ask.");
        await etl.IngestAsync("coingecko");

        source.BeforePage = (_, _) => Task.CompletedTask;
        time.Advance(TimeSpan.FromHours(1));
        var success = await etl.IngestAsync("coingecko");

        Assert.That(
            await CheckpointAsync(),
            Is.EqualTo($"2026-03-01 13:00:00+00|{success.RunId}|2026-03-01 12:00:00+00|No. Ask.|success")
        );
    }

    [Test, Promise(5)]
    public async Task A_run_whose_process_died_is_a_failure_of_its_source_from_the_next_run_on()
    {
        var time = new FakeTimeProvider(s_start);
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, time, source);
        await Database.ExecuteAsync(
            "INSERT INTO etl_runs (run_id, source, started_at, status, records_processed, metadata, triggered_by) "
                + "VALUES ('01890000-0000-7000-8000-000000000000', 'coingecko', '2026-03-01T11:00:00Z', 'running', 0, "
                + "'{}', 'cron')"
        );
        string? atStart = null;
        source.BeforePage = async (page, _) => atStart = page == 1 ? await CheckpointAsync() : atStart;

        var success = await etl.IngestAsync("coingecko");

        const string Failure =
            "2026-03-01 12:00:00+00|The process that ran it died before the run ended; the next run found it. "
            + "Nothing was stored by it; the next run starts over.";
        Assert.That(atStart, Is.EqualTo($"{Failure}|running"));
        Assert.That(await CheckpointAsync(), Is.EqualTo($"2026-03-01 12:00:00+00|{success.RunId}|{Failure}|success"));
    }

    [Test, Promise(13)]
    public async Task No_transaction_is_open_while_a_source_is_waited_for()
    {
        var states = new List<string?>();
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin")).Sends(new Coin("ethereum"));
        source.BeforePage = async (_, ct) =>
            states.Add(
                await Database.ScalarAsync<string>(
                    "SELECT string_agg(state || CASE WHEN xact_start IS NULL THEN '' ELSE ', transaction "
                        + "open' END, '; ') FROM pg_stat_activity WHERE datname = current_database() "
                        + "AND application_name LIKE 'kasparro-etl%'",
                    ct
                )
            );
        await using var etl = EtlProcess.With(Database, source);

        await etl.IngestAsync("coingecko");

        Assert.That(states, Is.EqualTo(new[] { "idle", "idle", "idle" }));
    }

    [Test]
    public async Task A_run_ends_at_its_time_limit()
    {
        var time = new FakeTimeProvider(s_start);
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin")).WithTimeLimit(TimeSpan.FromMinutes(5));
        source.BeforePage = async (page, ct) =>
        {
            if (page != 2)
                return;
            var forever = Task.Delay(Timeout.InfiniteTimeSpan, ct);
            time.Advance(TimeSpan.FromMinutes(5));
            await forever;
        };
        await using var etl = EtlProcess.With(Database, time, source);

        var result = await etl.IngestAsync("coingecko");

        Assert.That(result.Failure!.Sentence, Is.EqualTo("The run was still running when its time limit passed."));
        Assert.That(result.Failure.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(await CountAsync("raw_coingecko"), Is.Zero);
    }

    [Test]
    public async Task A_cancelled_run_is_recorded_as_such_and_stores_nothing()
    {
        using var stop = new CancellationTokenSource();
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        source.BeforePage = async (page, ct) =>
        {
            if (page == 2)
                await stop.CancelAsync();
            ct.ThrowIfCancellationRequested();
        };
        await using var etl = EtlProcess.With(Database, source);

        var result = await etl.IngestAsync("coingecko", ct: stop.Token);

        Assert.That(result.Failure!.Sentence, Is.EqualTo("The run was cancelled before it ended."));
        Assert.That(await CountAsync("raw_coingecko"), Is.Zero);
        Assert.That(await Database.ScalarAsync<string>("SELECT status FROM etl_runs"), Is.EqualTo("failed"));
    }

    private async Task<(long, string?, object?)> StateAsync() =>
        (
            await CountAsync("raw_coingecko"),
            await Database.ScalarAsync<string>("SELECT status FROM etl_runs"),
            await Database.ScalarAsync<object>("SELECT last_success_run_id FROM etl_checkpoints") is Guid id ? id : null
        );

    private Task<string?> CheckpointAsync() =>
        Database.ScalarAsync<string>(
            "SELECT concat_ws('|', last_processed_at AT TIME ZONE 'UTC' || '+00', last_success_run_id, "
                + "last_failure_at AT TIME ZONE 'UTC' || '+00', last_failure_error, status) "
                + "FROM etl_checkpoints"
        );
}
