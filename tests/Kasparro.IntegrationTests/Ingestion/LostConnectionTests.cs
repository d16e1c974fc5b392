using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Ingestion;

/// <summary>A network that fails at the worst moments of a run.</summary>
public sealed class LostConnectionTests : EtlFixture
{
    /// <summary>The statement alone, not the end of READ COMMITTED.</summary>
    private const string Commit = "COMMIT\0";

    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));

    [Test, Promise(4)]
    public async Task A_commit_whose_response_is_lost_is_a_success()
    {
        await using var network = new CuttingProxy(Database);
        await using var etl = EtlProcess.Through(network, TimeProvider.System, _source);
        _source.BeforePage = OnLastPage(() => network.CutAfter(Commit));

        var result = await etl.IngestAsync("coingecko");

        Assert.That(
            (result.Outcome, result.Counts, result.Failure),
            Is.EqualTo((IngestOutcome.Succeeded, new RunCounts(1, 1), (RunFailure?)null))
        );
        Assert.That(await RunsAsync(), Is.EqualTo("success"));
        Assert.That(etl.Log.Lines, Has.None.StartsWith("Error"));
    }

    [Test, Promise(4), Promise(5)]
    public async Task A_commit_that_never_arrives_is_a_failure_that_stores_nothing()
    {
        await using var network = new CuttingProxy(Database);
        await using var etl = EtlProcess.Through(network, TimeProvider.System, _source);
        _source.BeforePage = OnLastPage(() => network.CutBefore(Commit));

        var result = await etl.IngestAsync("coingecko");

        Assert.That(result.Outcome, Is.EqualTo(IngestOutcome.Failed));
        Assert.That(await RunsAsync(), Does.StartWith("failed: The connection to PostgreSQL failed: "));
        Assert.That(await CountAsync("raw_coingecko"), Is.Zero);
    }

    [Test, Promise(6)]
    public async Task A_start_whose_response_is_lost_is_closed_as_failed_with_its_reason()
    {
        await using var network = new CuttingProxy(Database);
        await using var etl = EtlProcess.Through(network, TimeProvider.System, _source);
        network.CutAfter(Commit);

        var lost = await etl.IngestAsync("coingecko");
        var next = await etl.IngestAsync("coingecko");

        Assert.That((lost.Outcome, next.Outcome), Is.EqualTo((IngestOutcome.Failed, IngestOutcome.Succeeded)));
        Assert.That(
            await RunsAsync(),
            Does.StartWith("failed: The connection to PostgreSQL failed: ").And.EndWith(", success")
        );
        Assert.That(
            await Database.ScalarAsync<Guid>("SELECT run_id FROM etl_runs WHERE status = 'failed'"),
            Is.EqualTo(lost.RunId)
        );
    }

    [Test, Promise(6)]
    public async Task A_connection_that_is_lost_before_the_staging_table_exists_fails_the_run_with_its_reason()
    {
        await using var network = new CuttingProxy(Database);
        await using var etl = EtlProcess.Through(network, TimeProvider.System, _source);
        network.CutBefore("CREATE TEMP TABLE");

        await etl.IngestAsync("coingecko");

        Assert.That(await RunsAsync(), Does.StartWith("failed: The connection to PostgreSQL failed: "));
    }

    [Test, Promise(6)]
    public async Task A_process_that_has_to_end_while_its_run_starts_closes_the_run()
    {
        await using var network = new CuttingProxy(Database);
        await using var etl = EtlProcess.Through(network, TimeProvider.System, _source);
        using var stop = new CancellationTokenSource();
        network.CutAfter(Commit, stop.Cancel);

        var result = await etl.IngestAsync("coingecko", ct: stop.Token);

        Assert.That(result.Outcome, Is.EqualTo(IngestOutcome.Failed));
        Assert.That(await RunsAsync(), Does.StartWith("failed: "));
    }

    [Test, Promise(5)]
    public async Task Recording_a_failure_is_tried_until_the_database_is_back()
    {
        await using var network = new CuttingProxy(Database);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        _source.WithTimeLimit(TimeSpan.FromDays(10));
        await using var etl = EtlProcess.Through(network, time, _source);
        _source.BeforePage = OnLastPage(() =>
        {
            network.IsDown = true;
            throw new SourceException(FailureClass.Transient, "CoinGecko answered 503.", "Wait for the next run.");
        });

        var running = etl.IngestAsync("coingecko");
        await Eventually.UntilAsync(() => network.IsDown);
        await time.AdvanceUntilAsync(() => Retries(etl) >= 10);
        network.IsDown = false;
        await time.AdvanceUntilAsync(() => running.IsCompleted);

        Assert.That((await running).Failure!.Sentence, Is.EqualTo("CoinGecko answered 503."));
        Assert.That(await RunsAsync(), Is.EqualTo("failed: CoinGecko answered 503. Wait for the next run."));
        Assert.That(
            etl.Log.Lines,
            Has.Some.Contains("failed (CoinGecko answered 503.), which cannot be recorded yet; retrying in 1 s"),
            "the reason is in the log before it is in the database"
        );
    }

    [Test]
    public async Task Recording_a_failure_ends_at_the_runs_deadline()
    {
        await using var network = new CuttingProxy(Database);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        _source.WithTimeLimit(TimeSpan.FromMinutes(1));
        await using var etl = EtlProcess.Through(network, time, _source);
        _source.BeforePage = OnLastPage(() =>
        {
            network.IsDown = true;
            throw new SourceException(FailureClass.Transient, "CoinGecko answered 503.", "Wait for the next run.");
        });

        var running = etl.IngestAsync("coingecko");
        await Eventually.UntilAsync(() => network.IsDown);
        await time.AdvanceUntilAsync(() => running.IsCompleted);

        Assert.That((await running).Outcome, Is.EqualTo(IngestOutcome.Failed));
        Assert.That(await RunsAsync(), Is.EqualTo("running"), "the next run closes it");
        Assert.That(etl.Log.Lines, Has.Some.Contains("could not be recorded; the next run will close it"));
    }

    [Test]
    public async Task A_process_that_has_to_end_gives_the_database_five_seconds()
    {
        await using var network = new CuttingProxy(Database);
        var start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var time = new FakeTimeProvider(start);
        _source.WithTimeLimit(TimeSpan.FromDays(10));
        await using var etl = EtlProcess.Through(network, time, _source);
        using var stop = new CancellationTokenSource();
        _source.BeforePage = OnLastPage(() =>
        {
            network.IsDown = true;
            stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        });

        var running = etl.IngestAsync("coingecko", ct: stop.Token);
        await Eventually.UntilAsync(() => network.IsDown);
        await time.AdvanceUntilAsync(() => running.IsCompleted || time.GetUtcNow() > start.AddDays(1));

        Assert.That(running.IsCompleted, Is.True);
        Assert.That((await running).Failure!.Sentence, Is.EqualTo("The run was cancelled before it ended."));
    }

    [Test]
    public async Task A_failure_that_the_database_refuses_to_record_is_not_tried_again()
    {
        await Database.ExecuteAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
            CREATE TRIGGER refuse BEFORE UPDATE ON etl_runs FOR EACH ROW EXECUTE FUNCTION refuse();
            """
        );
        _source.WithTimeLimit(TimeSpan.FromSeconds(1));
        await using var etl = EtlProcess.With(Database, _source);

        var result = await etl.IngestAsync("coingecko");

        Assert.That(result.Failure!.Sentence, Is.EqualTo("PostgreSQL refused: P0001 no."));
        Assert.That(Retries(etl), Is.Zero);
        Assert.That(etl.Log.Lines, Has.Some.Contains("could not be recorded; the next run will close it"));
    }

    private Task<string?> RunsAsync() =>
        Database.ScalarAsync<string>(
            """
            SELECT string_agg(concat_ws(': ', status,
                       replace(error_message, ' Check the database; the run can be repeated safely.', '')),
                       ', ' ORDER BY sequence)
            FROM   etl_runs
            """
        );

    private static Func<int, CancellationToken, Task> OnLastPage(Action act) =>
        (page, _) =>
        {
            if (page == 2)
                act();
            return Task.CompletedTask;
        };

    private static int Retries(EtlProcess etl) =>
        etl.Log.Lines.Count(line => line.Contains("cannot be recorded yet", StringComparison.Ordinal));
}
