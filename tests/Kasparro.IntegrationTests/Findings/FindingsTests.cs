using System.Globalization;
using Kasparro.Application.Findings;
using Kasparro.Application.Paging;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Findings;

/// <summary>What was seen by running the product, as it has to end.</summary>
public sealed class FindingsTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSource _source = new("coingecko");

    [Test]
    public async Task Ordinary_runs_open_nothing()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 9, _ => Coins(20));

        Assert.That(await CountAsync("findings"), Is.Zero);
    }

    [Test, Promise(19)]
    public async Task A_list_that_fell_twice_is_still_a_finding_when_the_baseline_has_followed_it()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 8, _ => Coins(100));
        await RunsAsync(etl, 1, _ => Coins(50));
        await RunsAsync(etl, 1, _ => Coins(1));
        var openedAt = (await OpenAsync(etl, FindingType.RecordDrop)).Single().OpenedAt;
        await RunsAsync(etl, 14, _ => Coins(1));

        var finding = (await OpenAsync(etl, FindingType.RecordDrop)).Single();

        Assert.That(
            (finding.Severity, finding.OpenedAt, finding.Expected, finding.Current),
            Is.EqualTo((Severity.Critical, openedAt, (double?)100, (double?)1))
        );
        Assert.That(
            await Database.RowsAsync("SELECT low::text, high::text FROM findings WHERE type = 'record_drop'"),
            Is.EqualTo(
                (string?[][])
                    [
                        ["70", "200"],
                    ]
            )
        );
        Assert.That(finding.LastSeenAt, Is.EqualTo(_time.GetUtcNow()));

        await RunsAsync(etl, 1, _ => Coins(100));
        Assert.That(await OpenAsync(etl, FindingType.RecordDrop), Is.Empty);
    }

    [Test]
    public async Task A_judgement_says_what_it_opened_what_it_cleared_and_what_is_still_open()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 8, _ => Coins(100));

        foreach (var (coins, changes) in new[] { (1, "1 0 1"), (1, "0 0 1"), (100, "0 1 0"), (100, "0 0 0") })
        {
            var (opened, cleared, open) = await RunsAsync(etl, 1, _ => Coins(coins));
            Assert.That($"{Drops(opened)} {Drops(cleared)} {Drops(open)}", Is.EqualTo(changes), $"{coins} coins");
        }

        static int Drops(IReadOnlyList<FindingDetail> findings) =>
            findings.Count(finding => finding.Type == FindingType.RecordDrop);
    }

    [Test, Promise(19)]
    public async Task Trouble_that_ended_and_comes_back_is_a_finding_of_its_own()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 8, _ => Coins(100));
        await RunsAsync(etl, 1, _ => Coins(1));
        var first = (await OpenAsync(etl, FindingType.RecordDrop)).Single();
        await RunsAsync(etl, 3, _ => Coins(100));
        await RunsAsync(etl, 1, _ => Coins(1));

        var second = (await OpenAsync(etl, FindingType.RecordDrop)).Single();

        Assert.That(second.FindingId, Is.GreaterThan(first.FindingId));
        Assert.That(second.OpenedAt, Is.EqualTo(_time.GetUtcNow()));
        Assert.That(
            await CountAsync($"findings WHERE finding_id = {first.FindingId} AND cleared_at IS NOT NULL"),
            Is.EqualTo(1)
        );
    }

    [Test, Promise(19)]
    public async Task A_retry_does_not_make_a_critical_finding_vanish()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 8, _ => Coins(100), RunTrigger.Manual);
        await RunsAsync(etl, 1, _ => Coins(1), RunTrigger.Manual);
        await RunsAsync(etl, 1, _ => Coins(1), RunTrigger.Retry);

        Assert.That((await OpenAsync(etl, FindingType.RecordDrop)).Single().Severity, Is.EqualTo(Severity.Critical));
    }

    [Test]
    public async Task A_retry_is_judged_by_the_scheduled_runs_that_it_stands_in_for()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 8, _ => Coins(100));
        await RunsAsync(etl, 1, _ => Coins(1), RunTrigger.Retry);
        Assert.That((await OpenAsync(etl, FindingType.RecordDrop)).Single().Severity, Is.EqualTo(Severity.Critical));

        await RunsAsync(etl, 1, _ => Coins(100), RunTrigger.Retry);
        Assert.That(await OpenAsync(etl, FindingType.RecordDrop), Is.Empty);
    }

    [Test, Promise(19)]
    public async Task Prices_of_another_unit_stay_a_finding_while_they_are_served()
    {
        await using var etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coingecko"), _source);
        await RunsAsync(etl, 9, _ => Coins(20));
        await RunsAsync(etl, 3, _ => Coins(20, price: "1500"));

        var jump = (await OpenAsync(etl, FindingType.PriceJump)).Single();
        Assert.That((jump.Severity, jump.Current), Is.EqualTo((Severity.Critical, (double?)0)));
        Assert.That(jump.Message, Does.Contain("20 of 20").And.Contain("10^3"));

        await RunsAsync(etl, 1, _ => Coins(20));
        Assert.That(await OpenAsync(etl, FindingType.PriceJump), Is.Empty);
    }

    [Test, Promise(19)]
    public async Task Records_that_are_all_rejected_stay_a_finding_although_the_next_run_brings_them_again()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 2, _ => Coins(20, price: "null", at: "2026-01-01T00:00:00Z"));

        var rejected = (await OpenAsync(etl, FindingType.AllRowsRejected)).Single();
        Assert.That(
            (rejected.Severity, rejected.Message),
            Is.EqualTo((Severity.Critical, "coingecko: 20 of 20 new records could not be used (0 expected)"))
        );

        await RunsAsync(etl, 1, _ => Coins(20));
        Assert.That(await OpenAsync(etl, FindingType.AllRowsRejected), Is.Empty);
    }

    [Test]
    public async Task What_a_person_took_as_normal_is_neither_open_nor_raised_again()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 8, _ => Coins(100));
        await RunsAsync(etl, 1, _ => Coins(50));
        foreach (var open in await OpenAsync(etl))
            await etl.SendAsync(new AcknowledgeFinding(open.FindingId, "anna", "we asked for half"));

        await RunsAsync(etl, 12, _ => Coins(50));
        Assert.That(await OpenAsync(etl), Is.Empty);
        Assert.That(await CountAsync("findings WHERE acknowledged_by = 'anna' AND cleared_at IS NULL"), Is.EqualTo(2));

        await RunsAsync(etl, 1, _ => Coins(10));
        Assert.That(await OpenAsync(etl, FindingType.RecordDrop), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Runs_that_bring_old_prices_are_a_finding_although_they_succeed()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 1, _ => Coins(5));
        await RunsAsync(etl, 1, _ => Coins(5, price: "2", at: "2026-03-01T04:30:00Z"));
        Assert.That(await OpenAsync(etl, FindingType.OldData), Is.Empty);

        await RunsAsync(etl, 4, _ => Coins(5, price: "3", at: "2026-03-01T04:31:00Z"));
        await RunsAsync(etl, 1, run => Coins(5, price: "4", at: "2026-03-01T04:32:00Z"));
        var old = (await OpenAsync(etl, FindingType.OldData)).Single();
        Assert.That(
            (old.Severity, old.Message),
            Is.EqualTo(
                (
                    Severity.Critical,
                    "coingecko: the newest price was 23.5 h old when it was received, 4 h at most expected"
                )
            )
        );

        await RunsAsync(etl, 1, _ => Coins(5));
        Assert.That(await OpenAsync(etl, FindingType.OldData), Is.Empty);
    }

    /// <summary>Files do not change by themselves: what they say may be years old.</summary>
    [Test]
    public async Task Old_prices_of_a_static_source_are_no_finding()
    {
        await using var etl = EtlProcess.With(
            Database,
            _time,
            _source.With(description => description with { IsStatic = true })
        );

        await RunsAsync(etl, 3, run => Coins(5, price: $"{run + 1}", at: "2020-01-01T00:00:00Z"));

        Assert.That(await OpenAsync(etl), Is.Empty);
    }

    [Test]
    public async Task A_finding_that_does_not_exist_cannot_be_acknowledged()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);

        Assert.That(await etl.SendAsync(new AcknowledgeFinding(4711, "anna", null)), Is.Null);
    }

    [Test]
    public async Task Two_judgements_at_once_open_a_finding_once()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        _source.Sends(Coins(5, price: "null"));
        await etl.RunAsync("coingecko");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => etl.SendAsync(new RecordFindings("coingecko"))));

        Assert.That(await CountAsync("findings WHERE type = 'all_rows_rejected'"), Is.EqualTo(1));
    }

    /// <summary>Runs four hours apart, transformed and judged at once.</summary>
    /// <returns>What the last judgement changed.</returns>
    private async Task<FindingChanges> RunsAsync(
        EtlProcess etl,
        int count,
        Func<int, Coin[]> sends,
        RunTrigger triggeredBy = RunTrigger.Cron
    )
    {
        var changes = new FindingChanges([], [], []);
        for (var run = 0; run < count; run++)
        {
            _time.Advance(TimeSpan.FromHours(4));
            _source.SendsNothing().Sends(sends(run));
            await etl.IngestAsync("coingecko", triggeredBy);
            await etl.TransformAsync("coingecko");
            changes = await etl.SendAsync(new RecordFindings("coingecko"));
        }

        return changes;
    }

    private static async Task<IReadOnlyList<FindingDetail>> OpenAsync(EtlProcess etl, params FindingType[] types) =>
        (
            await etl.SendAsync(
                new ListFindings(
                    new FindingFilter { Statuses = [FindingStatus.Open], Types = types },
                    new PageRequest<FindingPosition>(100)
                )
            )
        ).Items;

    private Coin[] Coins(int count, string price = "1.5", string? at = null) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(id => new Coin(
                    $"coin-{id}",
                    $"c{id}",
                    $"Coin {id}",
                    price,
                    LastUpdated: at
                        ?? _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                )),
        ];
}
