using Kasparro.Application.Retention;
using Kasparro.Application.Transformation;
using Kasparro.Application.Verification;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Connections;

/// <summary>Work that does not begin leaves no source locked, also in a process that goes on.</summary>
public sealed class FreedLocksTests : EtlFixture
{
    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
    private readonly ScriptedSource _other = new ScriptedSource("coinpaprika").Sends(new Coin("btc-bitcoin"));

    [Test]
    public async Task A_part_that_is_refused()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko");
        _source.WithVersion("scripted/2");

        var refused = await etl.TransformAsync("coingecko", part: new BronzePart.Failures());

        Assert.That(refused.Failure, Is.Not.Null);
        Assert.That(await AreFreeAsync(), Is.True);
    }

    [Test]
    public async Task A_verification_that_finds_one_of_its_sources_locked()
    {
        await using var etl = EtlProcess.With(Database, _source, _other);
        await using var busy = await LockAsync("coinpaprika");

        Assert.ThrowsAsync<SilverBusyException>(() => etl.VerifyAsync());

        await busy.DisposeAsync();
        Assert.That(await AreFreeAsync(), Is.True);
    }

    [Test]
    public async Task A_link_step_that_finds_one_of_its_sources_locked()
    {
        await using var etl = EtlProcess.With(Database, _source, _other);
        await etl.RunAsync("coingecko");
        await etl.RunAsync("coinpaprika");
        await using var busy = await LockAsync("coinpaprika");

        var skipped = await etl.LinkAsync();

        await busy.DisposeAsync();
        Assert.That(skipped.Failure?.Sentence, Does.StartWith("The source is locked by psql of a person"));
        Assert.That(await AreFreeAsync(), Is.True);
    }

    [Test]
    public async Task Retention_that_is_interrupted_while_it_waits_for_a_link_step()
    {
        var days = new Dictionary<string, string?> { ["RETENTION_DAYS"] = "coingecko=30" };
        await using var etl = EtlProcess.With(Database, TimeProvider.System, days, _source);
        await using var linking = await LockAsync("coingecko", $"{AdvisoryLocks.LinkSession}elsewhere");
        using var stop = new CancellationTokenSource();

        var waiting = etl.SendAsync(new ApplyRetention("coingecko"), stop.Token);
        await Eventually.UntilAsync(async () => await SessionsAsync("wait_event = 'advisory'") == 1);
        await stop.CancelAsync();

        Assert.That(() => waiting, Throws.InstanceOf<OperationCanceledException>());
        await Eventually.UntilAsync(async () =>
            await SessionsAsync("application_name LIKE 'kasparro-retention%'") == 0
        );
    }

    private Task<ForeignSession> LockAsync(string source, string name = "psql of a person") =>
        ForeignSession.OpenAsync(
            Database,
            name,
            $"SELECT pg_advisory_lock({AdvisoryLocks.Transformation}, hashtext('{source}'))"
        );

    private Task<long> SessionsAsync(string which) =>
        CountAsync($"pg_stat_activity WHERE datname = current_database() AND {which}");

    private async Task<bool> AreFreeAsync() =>
        await CountAsync(
            "pg_locks WHERE locktype = 'advisory' "
                + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ) == 0;
}
