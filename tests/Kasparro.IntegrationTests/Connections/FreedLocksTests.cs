using Kasparro.Application.Transformation;
using Kasparro.Application.Verification;
using Kasparro.Infrastructure.Postgres.Connections;
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

    private Task<ForeignSession> LockAsync(string source) =>
        ForeignSession.OpenAsync(
            Database,
            "psql of a person",
            $"SELECT pg_advisory_lock({AdvisoryLocks.Transformation}, hashtext('{source}'))"
        );

    private async Task<bool> AreFreeAsync() =>
        await CountAsync(
            "pg_locks WHERE locktype = 'advisory' "
                + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ) == 0;
}
