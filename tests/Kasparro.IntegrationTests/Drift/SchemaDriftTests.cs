using System.Globalization;
using Kasparro.Application.Drift;
using Kasparro.Application.Findings;
using Kasparro.Application.Paging;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Drift;

/// <summary>Changes of records, from the run that brings them to the finding that is cleared.</summary>
public sealed class SchemaDriftTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Reads(
        new DeclaredFields(
            ["id", "symbol", "name", "current_price", "last_updated"],
            ["market_cap", "total_volume"],
            Keyed: []
        )
    );

    [Test, Promise(19)]
    public async Task Fields_that_were_renamed_in_every_record_are_findings_until_they_are_back()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 8, id => Coin(id));
        await RunsAsync(
            etl,
            3,
            id =>
                Coin(id)
                    .Replace("\"market_cap\"", "\"marketCap\"", StringComparison.Ordinal)
                    .Replace("\"total_volume\"", "\"volume\"", StringComparison.Ordinal)
                    .Replace("}", ",\"extra\":true}", StringComparison.Ordinal)
        );

        var findings = await OpenFindingsAsync(etl);
        Assert.That(
            findings.Select(finding => (finding.Type, finding.Subject, finding.Severity, finding.Message)),
            Is.EquivalentTo([
                (FindingType.FieldRenamed, "market_cap", Severity.Warning, "coingecko: market_cap is now marketCap"),
                (FindingType.FieldRenamed, "total_volume", Severity.Warning, "coingecko: total_volume is now volume"),
            ])
        );
        var drifts = await DriftsAsync(etl);
        Assert.That(
            drifts.Select(drift => (drift.Path, drift.Status, drift.RunsSeen)),
            Is.EquivalentTo([
                ("market_cap", DriftStatus.Open, 3),
                ("total_volume", DriftStatus.Open, 3),
                ("extra", DriftStatus.Ended, 1),
            ])
        );
        Assert.That(drifts.Single(drift => drift.Path == "market_cap").Confidence, Is.GreaterThan(0.9));

        await RunsAsync(etl, 1, id => Coin(id));
        Assert.That(await OpenFindingsAsync(etl), Is.Empty);
        Assert.That(
            (await DriftsAsync(etl, DriftStatus.Open)).Select(drift => (drift.Path, drift.Severity)),
            Is.EqualTo([("extra", Severity.Info)]),
            "said once, by the run that shows it"
        );
    }

    [Test]
    public async Task A_change_that_a_person_accepts_is_known_from_then_on()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 3, id => Coin(id));
        await RunsAsync(etl, 2, id => Coin(id).Replace("\"market_cap\"", "\"cap\"", StringComparison.Ordinal));
        var drift = (await DriftsAsync(etl, DriftStatus.Open)).Single();

        var accepted = await etl.SendAsync(new AcceptDrift(drift.DriftId, "anna"));
        await RunsAsync(etl, 2, id => Coin(id).Replace("\"market_cap\"", "\"cap\"", StringComparison.Ordinal));

        Assert.That(
            accepted,
            Is.EqualTo(
                drift with
                {
                    Status = DriftStatus.Accepted,
                    AcceptedAt = _time.GetUtcNow().AddHours(-8),
                    AcceptedBy = "anna",
                }
            )
        );
        Assert.That(await OpenFindingsAsync(etl), Is.Empty);
        Assert.That(await DriftsAsync(etl), Has.Count.EqualTo(1));
        Assert.That(await etl.SendAsync(new AcceptDrift(4711, "anna")), Is.Null);
        Assert.That(
            async () => await etl.SendAsync(new AcceptDrift(drift.DriftId, "anna")),
            Throws.InvalidOperationException.With.Message.Contains("was accepted by anna")
        );
    }

    [Test]
    public async Task The_first_run_only_says_what_there_is_and_duplicates_say_it_too()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        var at = _time.GetUtcNow();
        await RunsAsync(etl, 4, id => Coin(id, at));

        Assert.That(await CountAsync("schema_drifts"), Is.Zero);
        Assert.That(await CountAsync("schema_versions"), Is.EqualTo(1));
        var schema = await etl.SendAsync(new GetSchema("coingecko"));
        Assert.That(schema!.Latest.Rows, Is.EqualTo(50));
        Assert.That(schema.Latest.Paths["current_price"].Presence, Is.EqualTo(1));
        Assert.That(schema.LastSeenAt, Is.EqualTo(_time.GetUtcNow()));
    }

    [Test]
    public async Task A_first_run_of_few_records_is_not_what_the_next_ones_are_held_against()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(
            etl,
            1,
            id => Coin(id).Replace("\"market_cap\"", "\"cap\"", StringComparison.Ordinal),
            coins: 3
        );
        await RunsAsync(etl, 1, id => Coin(id));
        Assert.That(await CountAsync("schema_drifts"), Is.Zero);

        await RunsAsync(etl, 1, id => Coin(id).Replace("\"market_cap\"", "\"cap\"", StringComparison.Ordinal));
        Assert.That((await DriftsAsync(etl, DriftStatus.Open)).Single().Kind, Is.EqualTo(DriftKind.Renamed));
    }

    [Test]
    public async Task Prices_of_another_scale_are_seen_in_the_records_themselves()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunsAsync(etl, 3, id => Coin(id));
        await RunsAsync(etl, 2, id => Coin(id, price: (id + 1) * 1_000));

        var drift = (await DriftsAsync(etl, DriftStatus.Open)).Single();
        Assert.That(
            (drift.Path, drift.Kind, drift.To, drift.Severity, drift.RunsSeen),
            Is.EqualTo(("current_price", DriftKind.ScaleShifted, "10^3", Severity.Critical, 2))
        );
    }

    /// <summary>The market has moved since the first runs: a record is compared with the last one.</summary>
    [Test]
    public async Task Records_are_compared_with_the_last_ones_of_their_ids()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        foreach (var growth in (int[])[10, 15, 22])
            await RunsAsync(etl, 1, id => Coin(id, price: (id + 1) * growth));
        await RunsAsync(
            etl,
            1,
            id => Coin(id, price: (id + 1) * 22).Replace("\"current_price\"", "\"usd\"", StringComparison.Ordinal)
        );

        var drift = (await DriftsAsync(etl, DriftStatus.Open)).Single();
        Assert.That((drift.Path, drift.Kind, drift.To), Is.EqualTo(("current_price", DriftKind.Renamed, "usd")));
    }

    [Test]
    public async Task Receiving_the_same_history_again_gives_the_same_changes()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await HistoryAsync(etl);
        var first = await WordsAsync();
        await using var other = await Kasparro.Testing.Database.TestDatabase.CreateAsync();
        await using var again = EtlProcess.With(other, _time, _source);
        await HistoryAsync(again);
        var second = await other.ScalarAsync<string>(Words);

        Assert.That(first, Is.EqualTo(second).And.Contain("renamed").And.Contain("type_changed"));
    }

    private const string Words =
        "SELECT string_agg(concat_ws(' ', path, kind, before, after, severity, confidence, runs_seen), '; ' "
        + "ORDER BY drift_id) FROM schema_drifts";

    private Task<string?> WordsAsync() => Database.ScalarAsync<string>(Words);

    private async Task HistoryAsync(EtlProcess etl)
    {
        var at = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await RunsAsync(etl, 2, id => Coin(id, at));
        await RunsAsync(etl, 1, id => Coin(id, at).Replace("\"total_volume\"", "\"x\"", StringComparison.Ordinal));
        await RunsAsync(
            etl,
            1,
            id => Coin(id, at).Replace("\"market_cap\":", "\"market_cap\":\"a\",\"b\":", StringComparison.Ordinal)
        );
    }

    private async Task RunsAsync(EtlProcess etl, int count, Func<int, string> record, int coins = 50)
    {
        for (var run = 0; run < count; run++)
        {
            _time.Advance(TimeSpan.FromHours(4));
            _source
                .SendsNothing()
                .Sends([
                    .. Enumerable.Range(0, coins).Select(id => Kasparro.Testing.Etl.Coin.Raw($"coin-{id}", record(id))),
                ]);
            await etl.IngestAsync("coingecko", RunTrigger.Cron);
            await etl.TransformAsync("coingecko");
            await etl.SendAsync(new RecordFindings("coingecko"));
        }
    }

    private string Coin(int id, DateTimeOffset? at = null, double? price = null) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"id":"coin-{{id}}","symbol":"c{{id}}","name":"Coin {{id}}","current_price":{{price ?? id + 1}},
            "market_cap":{{(id + 1) * 1000 + 7}},"total_volume":{{500 - id}},
            "last_updated":"{{at ?? _time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}"}
            """
        );

    private static async Task<IReadOnlyList<DriftDetail>> DriftsAsync(EtlProcess etl, params DriftStatus[] statuses) =>
        (
            await etl.SendAsync(
                new ListDrifts(new DriftFilter { Statuses = statuses }, new PageRequest<DriftPosition>(100))
            )
        ).Items;

    private static async Task<IReadOnlyList<FindingDetail>> OpenFindingsAsync(EtlProcess etl) =>
        (
            await etl.SendAsync(
                new ListFindings(
                    new FindingFilter
                    {
                        Statuses = [FindingStatus.Open],
                        Severities = [Severity.Warning, Severity.Critical],
                    },
                    new PageRequest<FindingPosition>(100)
                )
            )
        ).Items;
}
