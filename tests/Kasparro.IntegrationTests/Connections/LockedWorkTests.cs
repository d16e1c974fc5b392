using Kasparro.Application.Drift;
using Kasparro.Application.Findings;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.IntegrationTests.Connections;

/// <summary>Work that reads rows and changes them by what it read waits for other work that does so.</summary>
public sealed class LockedWorkTests : EtlFixture
{
    private static readonly TestCaseData[] s_work =
    [
        Work("Judging a run", AdvisoryLocks.Findings, etl => etl.SendAsync(new RecordFindings("coingecko"))),
        Work(
            "Acknowledging a finding",
            AdvisoryLocks.Findings,
            etl => etl.SendAsync(new AcknowledgeFinding(1, "a", null))
        ),
        Work("Committing a run", AdvisoryLocks.Schemas, etl => etl.IngestAsync("coingecko")),
        Work("Accepting a change", AdvisoryLocks.Schemas, etl => etl.SendAsync(new AcceptDrift(1, "anna"))),
        Work(
            "Noting a jump of prices",
            AdvisoryLocks.Schemas,
            etl => etl.Services.GetRequiredService<ISchemaStore>().ChangeAsync("coingecko", _ => [], default)
        ),
    ];

    [TestCaseSource(nameof(s_work))]
    public async Task Waits_for_another_session_that_has_the_lock(int kind, Func<EtlProcess, Task> work)
    {
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("bitcoin")));
        await etl.RunAsync("coingecko");
        await InsertFindingAndChangeAsync();
        var other = await ForeignSession.OpenAsync(
            Database,
            "another process",
            $"SELECT pg_advisory_lock({kind}, hashtext('coingecko'))"
        );

        var working = work(etl);
        await Eventually.UntilAsync(async () =>
            working.IsCompleted
            || await CountAsync("pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'") > 0
        );
        var waited = !working.IsCompleted;
        await other.DisposeAsync();
        await working;

        Assert.That(waited, Is.True);
    }

    private static TestCaseData Work(string name, int kind, Func<EtlProcess, Task> work) =>
        new TestCaseData(kind, work).SetName(name);

    private Task InsertFindingAndChangeAsync() =>
        Database.ExecuteAsync(
            """
            INSERT INTO findings (source, type, subject, severity, opened_severity, message, evidence, opened_at,
                                  last_seen_at)
            VALUES ('coingecko', 'record_drop', 'x', 'warning', 'warning', 'x', '{}', now(), now());
            INSERT INTO schema_drifts (source, path, kind, before, after, severity, policy, confidence,
                                       transform_version, first_run_id, last_run_id, runs_seen, first_raw_id,
                                       last_raw_id, opened_at, last_seen_at)
            SELECT 'coingecko', 'price', 'scale_shifted', '1', '1000', 'critical', 'warn', 1, 'scripted/1', run_id,
                   run_id, 1, 1, 1, started_at, started_at
            FROM   etl_runs
            """
        );
}
