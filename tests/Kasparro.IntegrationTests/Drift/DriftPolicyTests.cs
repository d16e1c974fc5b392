using System.Globalization;
using Kasparro.Application.Drift;
using Kasparro.Application.Findings;
using Kasparro.Application.Paging;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Findings;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Drift;

/// <summary>A change that harms keeps market data as it was, and nothing of what was received is lost.</summary>
public sealed class DriftPolicyTests : EtlFixture
{
    private const int Assets = 20;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Reads(
        new DeclaredFields(["id", "current_price", "last_updated"], ["market_cap"], Keyed: [])
    );

    [Test, Promise(19)]
    public async Task Prices_a_thousand_times_as_large_are_not_served_and_the_last_good_ones_are()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunAsync(etl, price: 1.5);
        var paused = await RunAsync(etl, price: 1_500);

        Assert.That(paused.PausedBy, Does.StartWith("drift 1 (current_price: scale_shifted, 10^0 to 10^3)"));
        Assert.That(await PricesAsync(), Is.EqualTo("1.5"));
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(2 * Assets), "Bronze takes everything");
        var finding = (await OpenAsync(etl)).Single(finding => finding.Type == FindingType.FieldScaleShifted);
        Assert.That(finding.Message, Does.EndWith("market data stays as it was before, until it is over or accepted"));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    [Test]
    public async Task What_was_received_with_a_change_that_is_over_is_quarantined_and_later_records_are_served()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunAsync(etl, price: 1.5);
        await RunAsync(etl, price: 1_500);
        await RunAsync(etl, price: 1_501);
        var over = await RunAsync(etl, price: 1.6);

        Assert.That(over.PausedBy, Is.Null);
        Assert.That(await PricesAsync(), Is.EqualTo("1.5, 1.6"));
        Assert.That(await CountAsync("transform_failures WHERE error_type = 'quarantined'"), Is.EqualTo(2 * Assets));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True, "a rebuild decides the same");
        Assert.That(
            (await OpenAsync(etl)).Select(finding => finding.Type),
            Has.No.Member(FindingType.FieldScaleShifted)
        );

        await etl.SendAsync(new AcceptDrift(1, "anna"));
        await etl.TransformAsync("coingecko", part: new BronzePart.Failures());
        Assert.That(await PricesAsync(), Is.EqualTo("1.5, 1.6, 1500, 1501"), "a person said that they are right");
    }

    [Test]
    public async Task A_change_that_a_person_accepts_is_transformed_with_all_that_waited_for_it()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunAsync(etl, price: 1.5);
        await RunAsync(etl, price: 1_500);
        await RunAsync(etl, price: 1_501);
        await etl.SendAsync(new AcceptDrift(1, "anna"));

        var transformed = await etl.TransformAsync("coingecko");

        Assert.That((transformed.Inserted, transformed.PausedBy), Is.EqualTo((2L * Assets, (string?)null)));
        Assert.That(await PricesAsync(), Is.EqualTo("1.5, 1500, 1501"));
    }

    [Test]
    public async Task A_newer_mapping_transforms_all_that_waited_by_itself()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunAsync(etl, price: 1.5);
        await RunAsync(etl, price: 1.6, name: "price");
        Assert.That(await PricesAsync(), Is.EqualTo("1.5"));
        Assert.That(await CountAsync("transform_failures"), Is.EqualTo(Assets), "by default each says what it lacks");

        _source.WithVersion("scripted/2").Mapping = payload =>
            Kasparro.Infrastructure.Sources.CoinGecko.CoinGeckoMapping.Map(
                new(
                    System.Text.Encoding.UTF8.GetBytes(
                        System
                            .Text.Encoding.UTF8.GetString(payload.Span)
                            .Replace("\"price\"", "\"current_price\"", StringComparison.Ordinal)
                    )
                )
            );
        var transformed = await etl.TransformAsync("coingecko");

        Assert.That((transformed.WasFull, transformed.Failed), Is.EqualTo((true, 0L)));
        Assert.That(await PricesAsync(), Is.EqualTo("1.5, 1.6"));
    }

    [Test]
    public async Task A_change_of_what_is_not_needed_only_warns()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        await RunAsync(etl, price: 1.5);
        var result = await RunAsync(etl, price: 1.6, cap: false);

        Assert.That(result.PausedBy, Is.Null);
        Assert.That(await PricesAsync(), Is.EqualTo("1.5, 1.6"));
        Assert.That(
            (await etl.SendAsync(new ListDrifts(new DriftFilter(), new PageRequest<DriftPosition>(10))))
                .Items.Single()
                .Policy,
            Is.EqualTo(DriftPolicy.Warn)
        );
    }

    private async Task<TransformResult> RunAsync(
        EtlProcess etl,
        double price,
        string name = "current_price",
        bool cap = true
    )
    {
        _time.Advance(TimeSpan.FromHours(4));
        var coins = Enumerable
            .Range(0, Assets)
            .Select(id =>
                Coin.Raw(
                    $"coin-{id}",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""
                        {"id":"coin-{{id}}","symbol":"c{{id}}","name":"Coin {{id}}","{{name}}":{{price}},
                        {{(cap ? $"\"market_cap\":{id + 5}," : "")}}
                        "last_updated":"{{_time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}"}
                        """
                    )
                )
            );
        _source.SendsNothing().Sends([.. coins]);
        await etl.IngestAsync("coingecko", RunTrigger.Cron);
        var result = await etl.TransformAsync("coingecko");
        await etl.SendAsync(new RecordFindings("coingecko"));
        return result;
    }

    private Task<string?> PricesAsync() =>
        Database.ScalarAsync<string>(
            "SELECT string_agg(DISTINCT price_usd::text, ', ' ORDER BY price_usd::text) FROM asset_market_data"
        );

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
