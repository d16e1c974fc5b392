using Kasparro.Application.Retention;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Retention;

/// <summary>Retention ends at its source's time limit, and its log says what left and what is left to do.</summary>
public sealed class RetentionLimitTests : EtlFixture
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly ScriptedSource _source = new ScriptedSource("coingecko")
        .Sends(new Coin("a", "a", "a", LastUpdated: "2026-02-28T00:00:00Z"))
        .WithTimeLimit(s_limit);
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kasparro-archive").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task The_log_says_how_many_prices_and_records_left_and_says_nothing_where_none_did()
    {
        await using var etl = await RunAsync();

        await etl.SendAsync(new ApplyRetention("coingecko"));
        await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(
            etl.Log.Lines.Where(line => line.Contains("left Silver") || line.Contains("moved to the archive")),
            Is.EqualTo(
                new[]
                {
                    Line("1 prices of coingecko left Silver: it keeps those from 2026-03-31T00:00:00.0000000Z on"),
                    Line("1 raw records of coingecko moved to the archive"),
                }
            )
        );
    }

    [Test]
    public async Task Retention_that_removed_something_before_its_limit_is_no_failure_and_the_next_one_continues()
    {
        await using var etl = await RunAsync();
        var other = await LockAsync("raw_coingecko IN ACCESS EXCLUSIVE MODE");

        var removing = etl.SendAsync(new ApplyRetention("coingecko"));
        await _time.AdvanceWhenBlockedAsync(Database, by: s_limit);
        var interrupted = await removing;
        await other.DisposeAsync();
        var next = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(
            (interrupted.Expired, interrupted.Archived, interrupted.Failure),
            Is.EqualTo((1, 0, null as RunFailure))
        );
        Assert.That(
            etl.Log.Lines,
            Has.One.Contains("Retention of coingecko was still running when its time limit passed; the next run")
        );
        Assert.That((next.Expired, next.Archived, next.Failure), Is.EqualTo((0, 1, null as RunFailure)));
    }

    [Test]
    public async Task Retention_that_another_session_keeps_from_removing_anything_fails_and_names_that_session()
    {
        await using var etl = await RunAsync();
        await using var other = await LockAsync("asset_market_data IN SHARE MODE");

        var removing = etl.SendAsync(new ApplyRetention("coingecko"));
        await _time.AdvanceWhenBlockedAsync(Database, by: s_limit);
        var failure = (await removing).Failure;

        Assert.That(
            failure!.Sentence,
            Does.StartWith("The retention waited for a lock until its time limit passed. It is locked by psql of")
                .And.Contains($"(pid {other.Pid}")
        );
        Assert.That(
            etl.Log.Lines,
            Has.One.StartsWith("Error").And.Contains("Retention of coingecko was not completed: The retention waited")
        );
    }

    private static string Line(string message) =>
        $"Information Kasparro.Infrastructure.Postgres.Retention.RetentionStore: {message} ";

    private Task<ForeignSession> LockAsync(string table) =>
        ForeignSession.OpenAsync(Database, "psql of a person", $"LOCK TABLE {table}");

    /// <summary>A run on 1 March, and 60 days later, when prices from 31 March on are kept.</summary>
    private async Task<EtlProcess> RunAsync()
    {
        var etl = EtlProcess.With(
            Database,
            _time,
            new Dictionary<string, string?>
            {
                ["RETENTION_DAYS"] = "coingecko=30",
                ["RETENTION_ARCHIVE_PATH"] = _folder,
            },
            _source
        );
        await etl.RunAsync("coingecko");
        _time.Advance(TimeSpan.FromDays(60));
        return etl;
    }
}
