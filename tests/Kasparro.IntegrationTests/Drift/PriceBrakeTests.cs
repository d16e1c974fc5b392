using System.Globalization;
using Kasparro.Application.Drift;
using Kasparro.Application.Findings;
using Kasparro.Application.Paging;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Drift;

/// <summary>
/// Prices that jump together are not served, whatever the source declares of its records: this one declares nothing.
/// </summary>
public sealed class PriceBrakeTests : EtlFixture
{
    private const int Assets = 20;
    private const string OpenShifts = "schema_drifts WHERE path = 'asset_market_data.price_usd' AND ended_at IS NULL";

    private static readonly TimeSpan s_betweenRuns = TimeSpan.FromHours(4);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSource _source = new("coinpaprika");
    private EtlProcess _etl = null!;

    [SetUp]
    public void Start() => _etl = EtlProcess.With(Database, _time, _source);

    [TearDown]
    public Task EndAsync() => _etl.DisposeAsync().AsTask();

    [TestCase(2)]
    [TestCase(10)]
    [TestCase(1_000)]
    [TestCase(0.01)]
    [Promise(19)]
    public async Task Prices_that_jump_by_a_common_factor_are_not_served_and_the_last_good_ones_are(double factor)
    {
        await RunAsync(1);
        var paused = await RunAsync(factor);

        Assert.That(paused.PausedBy, Does.Contain("(asset_market_data.price_usd: scale_shifted, 1 to "));
        Assert.That(await FactorsAsync(), Is.EqualTo("1"));
        Assert.That(await CountAsync("raw_coinpaprika"), Is.EqualTo(2 * Assets), "Bronze takes everything");
        var finding = (await OpenAsync()).Single(finding => finding.Subject == "asset_market_data.price_usd");
        Assert.That((finding.Severity, finding.Type), Is.EqualTo((Severity.Critical, FindingType.FieldScaleShifted)));
        Assert.That(finding.Message, Does.EndWith("market data stays as it was before, until it is over or accepted"));
        Assert.That((await _etl.VerifyAsync()).Matches, Is.True);
    }

    [Test]
    public async Task It_ends_by_itself_when_prices_are_as_before()
    {
        await RunAsync(1);
        await RunAsync(1_000);
        Assert.That((await RunAsync(1_001)).PausedBy, Is.Not.Null);
        Assert.That(await CountAsync($"{OpenShifts} AND runs_seen = 2"), Is.EqualTo(1));
        var over = await RunAsync(1.01);

        Assert.That((over.PausedBy, await FactorsAsync()), Is.EqualTo(((string?)null, "1, 1.01")));
        Assert.That(await CountAsync("transform_failures WHERE error_type = 'quarantined'"), Is.EqualTo(2 * Assets));
        Assert.That((await _etl.VerifyAsync()).Matches, Is.True, "a rebuild decides the same");
        Assert.That((await OpenAsync()).Select(finding => finding.Severity), Has.No.Member(Severity.Critical));
        Assert.That((await RunAsync(1.02)).Inserted, Is.EqualTo(Assets));
    }

    [Test]
    public async Task What_a_person_accepts_is_transformed_with_all_that_waited_and_is_the_scale_from_then_on()
    {
        await RunAsync(1);
        await RunAsync(1_000);
        await RunAsync(1_001);
        await AcceptAsync();

        var transformed = await RunAsync(1_002);

        Assert.That((transformed.Inserted, transformed.PausedBy), Is.EqualTo((3L * Assets, (string?)null)));
        Assert.That(await FactorsAsync(), Is.EqualTo("1, 1000, 1001, 1002"));
        Assert.That((await RunAsync(1_003)).PausedBy, Is.Null);
        Assert.That((await _etl.VerifyAsync()).Matches, Is.True);
        Assert.That((await RunAsync(1)).PausedBy, Is.Not.Null, "back again is another change");
    }

    [Test]
    public async Task Runs_that_were_not_transformed_are_judged_one_by_one()
    {
        await RunAsync(1);
        await IngestAsync(1.01);
        await IngestAsync(1_000);
        await IngestAsync(1.02);
        var result = await RunAsync(1.03);

        Assert.That((result.PausedBy, await FactorsAsync()), Is.EqualTo(((string?)null, "1, 1.01, 1.02, 1.03")));
        Assert.That(await CountAsync("transform_failures WHERE error_type = 'quarantined'"), Is.EqualTo(Assets));
        Assert.That((await _etl.VerifyAsync()).Matches, Is.True);
    }

    [Test]
    public async Task A_run_that_brings_few_records_does_not_release_what_is_held_back()
    {
        await RunAsync(1);
        await RunAsync(1_000);
        var few = await RunAsync(1_001, assets: 2);

        Assert.That(few.PausedBy, Is.Not.Null);
        Assert.That(await FactorsAsync(), Is.EqualTo("1"));
    }

    [Test]
    public async Task A_newer_mapping_transforms_all_that_waited_and_ends_it()
    {
        await RunAsync(1);
        await RunAsync(1_000);
        _source.WithVersion("scripted/2");
        var transformed = await _etl.TransformAsync("coinpaprika");

        Assert.That((transformed.WasFull, transformed.PausedBy), Is.EqualTo((true, (string?)null)));
        Assert.That(await FactorsAsync(), Is.EqualTo("1, 1000"));
        Assert.That(await CountAsync(OpenShifts), Is.Zero);
    }

    [Test]
    public async Task A_market_that_moves_is_served()
    {
        foreach (var factor in (double[])[1, 1.3, 0.9, 1.5, 1.1])
            Assert.That((await RunAsync(factor)).PausedBy, Is.Null, $"{factor}");
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public async Task Prices_after_more_than_a_month_of_silence_are_served(int hoursMore, bool isPaused)
    {
        await RunAsync(1);
        _time.Advance(TimeSpan.FromDays(30) - s_betweenRuns + TimeSpan.FromHours(hoursMore));

        Assert.That((await RunAsync(2)).PausedBy is not null, Is.EqualTo(isPaused));
    }

    [TestCase("warn", "1, 1000, 1001", 0)]
    [TestCase("quarantine", "1", 2 * Assets)]
    public async Task Another_policy_serves_them_or_makes_them_failures(string policy, string factors, int failures)
    {
        await _etl.DisposeAsync();
        _etl = EtlProcess.With(
            Database,
            _time,
            new Dictionary<string, string?> { ["DRIFT_POLICY"] = $"coinpaprika={policy}" },
            _source
        );
        await RunAsync(1);
        await RunAsync(1_000);
        Assert.That((await RunAsync(1_001)).PausedBy, Is.Null);

        Assert.That(await FactorsAsync(), Is.EqualTo(factors));
        Assert.That(await CountAsync("transform_failures"), Is.EqualTo(failures));
        Assert.That(await CountAsync(OpenShifts), Is.EqualTo(1), "it is listed");
        Assert.That((await _etl.VerifyAsync()).Matches, Is.True);

        await RunAsync(1);
        Assert.That(await CountAsync(OpenShifts), Is.Zero);
    }

    [Test]
    public async Task A_policy_that_becomes_to_pause_holds_the_next_jump_back()
    {
        await _etl.DisposeAsync();
        _etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coinpaprika"), _source);
        await RunAsync(1);
        await RunAsync(1_000);
        await _etl.DisposeAsync();
        _etl = EtlProcess.With(Database, _time, _source);

        Assert.That((await RunAsync(1_000_000)).PausedBy, Is.Not.Null);
        Assert.That(await FactorsAsync(), Is.EqualTo("1, 1000"));
    }

    private async Task<TransformResult> RunAsync(double factor, int assets = Assets)
    {
        await IngestAsync(factor, assets);
        var result = await _etl.TransformAsync("coinpaprika");
        await _etl.SendAsync(new RecordFindings("coinpaprika"));
        return result;
    }

    private async Task IngestAsync(double factor, int assets = Assets)
    {
        _time.Advance(s_betweenRuns);
        var coins = Enumerable
            .Range(1, assets)
            .Select(id =>
                Coin.Raw(
                    $"coin-{id}",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""
                        {"id":"coin-{{id}}","symbol":"c{{id}}","name":"Coin {{id}}","current_price":{{id
                            * factor:0.#####}},
                        "last_updated":"{{_time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}"}
                        """
                    )
                )
            );
        _source.SendsNothing().Sends([.. coins]);
        await _etl.IngestAsync("coinpaprika", RunTrigger.Cron);
    }

    private async Task AcceptAsync()
    {
        var drift = await Database.ScalarAsync<long>($"SELECT drift_id FROM {OpenShifts}");
        await _etl.SendAsync(new AcceptDrift(drift, "anna"));
    }

    /// <summary>The prices in Silver, as factors of the first ones.</summary>
    private Task<string?> FactorsAsync() =>
        Database.ScalarAsync<string>(
            """
            SELECT string_agg(DISTINCT trim_scale(d.price_usd / substr(a.symbol, 2)::int)::text, ', ')
            FROM   asset_market_data d JOIN assets a USING (asset_id)
            """
        );

    private async Task<IReadOnlyList<FindingDetail>> OpenAsync() =>
        (
            await _etl.SendAsync(
                new ListFindings(
                    new FindingFilter { Statuses = [FindingStatus.Open] },
                    new PageRequest<FindingPosition>(100)
                )
            )
        ).Items;
}
