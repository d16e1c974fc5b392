using Kasparro.Application.Transformation;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Drift;

/// <summary>Prices of another scale are served where a person accepted exactly that, and nowhere else.</summary>
public sealed class AcceptedScaleTests : EtlFixture
{
    private const int Assets = 20;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSource _source = new("coinpaprika");

    [TestCase("coinpaprika", "scale_shifted", "info", 21, TestName = "{m}(another number)")]
    [TestCase("coinpaprika", "renamed", "critical", 21, TestName = "{m}(another kind of change)")]
    [TestCase("coinpaprika", "scale_shifted", "critical", 1, TestName = "{m}(the records of another run)")]
    [TestCase("coingecko", "scale_shifted", "critical", 21, TestName = "{m}(another source)")]
    public async Task A_jump_is_held_back_although_a_person_accepted(
        string source,
        string kind,
        string severity,
        int firstRawId
    ) => Assert.That((await JumpAsync(source, kind, severity, firstRawId)).PausedBy, Is.Not.Null);

    [Test]
    public async Task A_jump_is_served_where_a_person_accepted_the_scale_of_its_records() =>
        Assert.That((await JumpAsync("coinpaprika", "scale_shifted", "critical", 21)).PausedBy, Is.Null);

    /// <summary>A run, a change that was accepted, and a run whose prices are a thousand times the first.</summary>
    private async Task<TransformResult> JumpAsync(string source, string kind, string severity, int firstRawId)
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunAsync(etl, zeros: "");
        await Database.ExecuteAsync(
            $"""
            INSERT INTO schema_drifts (source, path, kind, before, after, severity, policy, confidence,
                                       transform_version, first_run_id, last_run_id, runs_seen, first_raw_id,
                                       last_raw_id, opened_at, last_seen_at, ended_at, accepted_at, accepted_by)
            SELECT '{source}', 'price', '{kind}', '1', '1000', '{severity}', 'pause', 1, 'scripted/1', run_id, run_id,
                   1, {firstRawId}, {firstRawId + Assets - 1}, started_at, started_at, started_at,
                   started_at, 'anna'
            FROM   etl_runs
            """
        );
        return await RunAsync(etl, zeros: "000");
    }

    private async Task<TransformResult> RunAsync(EtlProcess etl, string zeros)
    {
        _time.Advance(TimeSpan.FromHours(4));
        var at = $"{_time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";
        _source
            .SendsNothing()
            .Sends([
                .. Enumerable
                    .Range(1, Assets)
                    .Select(id => new Coin($"coin-{id}", $"c{id}", $"Coin {id}", $"{id}{zeros}", LastUpdated: at)),
            ]);
        return await etl.RunAsync("coinpaprika");
    }
}
