using Kasparro.Application.Findings;
using Kasparro.Application.Paging;
using Kasparro.Domain.Findings;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Findings;

/// <summary>A finding stands until its own source is as it was before.</summary>
public sealed class StandingFindingsTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSource _source = new("coingecko");
    private readonly ScriptedSource _other = new("coinpaprika");

    [Test, Promise(19)]
    public async Task An_ordinary_run_of_another_source_ends_no_finding()
    {
        await using var etl = EtlProcess.With(Database, _time, _source, _other);
        for (var run = 0; run < 9; run++)
        {
            await RunAsync(etl, _source, count: run < 8 ? 100 : 1);
            await RunAsync(etl, _other, count: 100);
        }

        Assert.That(
            (await OpenAsync(etl)).Select(finding => (finding.Source, finding.Type)),
            Does.Contain(("coingecko", FindingType.RecordDrop))
        );
    }

    [Test, Promise(19)]
    public async Task Prices_that_jumped_twice_are_as_before_when_both_jumps_are_taken_back()
    {
        await using var etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coingecko"), _source);
        for (var run = 0; run < 9; run++)
            await RunAsync(etl, _source, count: 20);

        var open = new List<bool>();
        foreach (var price in (string[])["1500", "1500000", "1500", "1.5"])
        {
            await RunAsync(etl, _source, count: 20, price);
            open.Add((await OpenAsync(etl)).Any(finding => finding.Type == FindingType.PriceJump));
        }

        Assert.That(open, Is.EqualTo([true, true, true, false]));
    }

    [Test]
    public async Task A_finding_that_a_person_acknowledged_keeps_what_was_measured()
    {
        const string Measured =
            "SELECT concat_ws('|', severity, run_id, last_run_id, expected, low, high, current, message, evidence, "
            + "opened_at, last_seen_at) FROM findings WHERE type = 'record_drop'";
        await using var etl = EtlProcess.With(Database, _time, _source);
        for (var run = 0; run < 9; run++)
            await RunAsync(etl, _source, count: run < 8 ? 100 : 1);
        var open = (await OpenAsync(etl)).Single(finding => finding.Type == FindingType.RecordDrop);
        var before = await Database.ScalarAsync<string>(Measured);

        var acknowledged = await etl.SendAsync(new AcknowledgeFinding(open.FindingId, "anna", Note: null));

        Assert.That((acknowledged!.Expected, acknowledged.Current), Is.EqualTo(((double?)100, (double?)1)));
        Assert.That(await Database.ScalarAsync<string>(Measured), Is.EqualTo(before));
    }

    private async Task RunAsync(EtlProcess etl, ScriptedSource source, int count, string price = "1.5")
    {
        _time.Advance(TimeSpan.FromHours(4));
        var at = $"{_time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";
        source
            .SendsNothing()
            .Sends([
                .. Enumerable
                    .Range(0, count)
                    .Select(id => new Coin($"coin-{id}", $"c{id}", $"Coin {id}", price, LastUpdated: at)),
            ]);
        await etl.IngestAsync(source.Description.Name, RunTrigger.Cron);
        await etl.TransformAsync(source.Description.Name);
        await etl.SendAsync(new RecordFindings(source.Description.Name));
    }

    private static async Task<IReadOnlyList<FindingDetail>> OpenAsync(EtlProcess etl) =>
        (
            await etl.SendAsync(
                new ListFindings(
                    new FindingFilter { Statuses = [FindingStatus.Open] },
                    new PageRequest<FindingPosition>(100)
                )
            )
        ).Items;
}
