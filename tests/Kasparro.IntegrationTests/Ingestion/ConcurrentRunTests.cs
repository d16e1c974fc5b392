using Kasparro.Application.Ingestion;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Ingestion;

public sealed class ConcurrentRunTests : EtlFixture
{
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
                "SELECT concat_ws('|', status, error_message, metadata->>'failure_class', "
                    + "metadata->>'process') FROM etl_runs WHERE triggered_by = 'cron'"
            ),
            Is.EqualTo(
                "failed|The process that ran it died before the run ended; the next run found it. "
                    + "Nothing was stored by it; the next run starts over.|system|gone:1"
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
}
