using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Drift;

public sealed class SeveralPausesTests : EtlFixture
{
    private readonly ScriptedSource _source = new("coinpaprika");

    [Test]
    public async Task Of_two_changes_that_pause_a_source_the_one_that_began_first_holds_records_back_and_is_named()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await IngestAsync(etl, day: 1);
        await etl.TransformAsync("coinpaprika");
        await IngestAsync(etl, day: 2);
        await IngestAsync(etl, day: 3);
        await PauseAsync("volume", firstRawId: 3);
        await PauseAsync("price", firstRawId: 2);

        var result = await etl.TransformAsync("coinpaprika");

        Assert.That(result.PausedBy, Does.StartWith("drift 2 (price: "));
        Assert.That(await CountAsync("asset_market_data"), Is.EqualTo(1));
    }

    private async Task IngestAsync(EtlProcess etl, int day)
    {
        _source.SendsNothing().Sends(new Coin("bitcoin", LastUpdated: $"2026-01-0{day}T00:00:00Z"));
        await etl.IngestAsync("coinpaprika");
    }

    private Task PauseAsync(string path, int firstRawId) =>
        Database.ExecuteAsync(
            $"""
            INSERT INTO schema_drifts (source, path, kind, before, after, severity, policy, confidence,
                                       transform_version, first_run_id, last_run_id, runs_seen, first_raw_id,
                                       last_raw_id, opened_at, last_seen_at)
            SELECT 'coinpaprika', '{path}', 'scale_shifted', '1', '1000', 'critical', 'pause', 1, 'scripted/1',
                   run_id, run_id, 1, {firstRawId}, {firstRawId}, started_at, started_at
            FROM   etl_runs
            ORDER  BY sequence
            LIMIT  1
            """
        );
}
