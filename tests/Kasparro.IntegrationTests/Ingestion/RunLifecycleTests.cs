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

    [Test, Promise(6)]
    public async Task A_run_whose_process_died_is_closed_by_the_next_one_which_says_why()
    {
        await Database.ExecuteAsync(
            "INSERT INTO etl_runs (run_id, source, started_at, status, records_processed, metadata, "
                + "triggered_by) VALUES ('01890000-0000-7000-8000-000000000000', 'coingecko', now() - interval "
                + "'1 hour', 'running', 0, '{\"version\":\"0\",\"process\":\"gone:1\"}', 'cron')"
        );
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("bitcoin")));

        var result = await etl.IngestAsync("coingecko");

        Assert.That(result.Outcome, Is.EqualTo(IngestOutcome.Succeeded));
        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws('|', status, error_message, metadata->>'failure_class') FROM etl_runs "
                    + "WHERE triggered_by = 'cron'"
            ),
            Is.EqualTo(
                "failed|The process that ran it died before the run ended; the next run found it. "
                    + "Nothing was stored by it; the next run starts over.|system"
            )
        );
        Assert.That(await CountAsync("etl_runs WHERE status = 'running'"), Is.Zero);
    }

    [Test, Promise(5), Promise(6)]
    public async Task A_run_that_was_closed_as_dead_stores_nothing_when_it_is_not_dead()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        source.BeforePage = (page, ct) =>
            page == 2
                ? Database.ExecuteAsync(
                    "UPDATE etl_runs SET status = 'failed', ended_at = now(), error_message = 'closed'",
                    ct
                )
                : Task.CompletedTask;
        await using var etl = EtlProcess.With(Database, source);

        var result = await etl.IngestAsync("coingecko");

        Assert.That(
            result.Failure!.Sentence,
            Is.EqualTo("Another run closed this one: the connection that had the source's lock was lost.")
        );
        Assert.That(
            (
                await CountAsync("raw_coingecko"),
                await Database.ScalarAsync<string>("SELECT error_message FROM etl_runs")
            ),
            Is.EqualTo((0, "closed"))
        );
    }

    [Test, Promise(12)]
    public async Task A_second_run_of_a_source_is_skipped_at_once_and_names_the_holder()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        await using var first = EtlProcess.With(Database, source);
        await using var second = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("bitcoin")));
        IngestResult? skipped = null;
        source.BeforePage = async (page, ct) =>
            skipped = page == 1 ? await second.IngestAsync("coingecko", ct: ct) : skipped;

        var ran = await first.IngestAsync("coingecko");

        Assert.That(ran.Outcome, Is.EqualTo(IngestOutcome.Succeeded));
        Assert.That(skipped!.Outcome, Is.EqualTo(IngestOutcome.Skipped));
        Assert.That(
            skipped.LockedBy,
            Does.StartWith($"kasparro-etl {Environment.MachineName}:{Environment.ProcessId} (pid ").And.Contains("UTC")
        );
        Assert.That(await CountAsync("etl_runs"), Is.EqualTo(1));
    }

    [Test, Promise(12), Promise(7)]
    public async Task Runs_of_different_sources_do_not_wait_for_each_other()
    {
        var slow = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        var quick = new ScriptedSource("coinpaprika").Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, slow, quick);
        IngestResult? whileWaiting = null;
        slow.BeforePage = async (page, ct) =>
            whileWaiting = page == 2 ? await etl.IngestAsync("coinpaprika", ct: ct) : null;

        var ran = await etl.IngestAsync("coingecko");

        Assert.That(whileWaiting!.Outcome, Is.EqualTo(IngestOutcome.Succeeded));
        Assert.That(ran.Outcome, Is.EqualTo(IngestOutcome.Succeeded));
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

    [Test]
    public async Task A_database_session_that_is_lost_fails_the_run_and_frees_the_source()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin")).Sends(new Coin("ethereum"));
        source.BeforePage = (page, ct) =>
            page == 2
                ? Database.ExecuteAsync(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        + "WHERE datname = current_database() AND application_name LIKE 'kasparro-etl%'",
                    ct
                )
                : Task.CompletedTask;
        await using var etl = EtlProcess.With(Database, source);

        var lost = await etl.IngestAsync("coingecko");
        source.BeforePage = (_, _) => Task.CompletedTask;
        var next = await etl.IngestAsync("coingecko");

        Assert.That(lost.Failure!.Class, Is.EqualTo(FailureClass.System));
        Assert.That((next.Outcome, next.Counts.Inserted), Is.EqualTo((IngestOutcome.Succeeded, 2)));
        Assert.That(await CountAsync("etl_runs WHERE status = 'failed'"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_metadata_tell_what_happened()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"), new Coin("bitcoin"));
        source.BeforePage = (_, _) =>
        {
            source.LastContext!.Metrics.CountRequest();
            source.LastContext.Metrics.CountBytes(100);
            return Task.CompletedTask;
        };
        await using var etl = EtlProcess.With(Database, source);

        await etl.IngestAsync("coingecko", RunTrigger.Cron);

        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws('|', triggered_by, records_processed, metadata->>'fetched', "
                    + "metadata->>'inserted', metadata->>'duplicates', metadata->>'pages_received', "
                    + "metadata->>'requests', metadata->>'bytes') FROM etl_runs"
            ),
            Is.EqualTo("cron|2|2|1|1|1|2|200")
        );
    }

    [Test]
    [TestCase(1, 1, "true")]
    [TestCase(2, 1, "false")]
    [TestCase(1, 0, "false")]
    public async Task The_metadata_say_whether_the_first_page_was_received(int firstPage, int pages, string received)
    {
        var source = new ScriptedSource("coingecko") { FirstPage = firstPage };
        for (var page = 0; page < pages; page++)
            source.Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, source);

        await etl.IngestAsync("coingecko");

        Assert.That(
            await Database.ScalarAsync<string>("SELECT metadata->>'first_page_received' FROM etl_runs"),
            Is.EqualTo(received)
        );
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
