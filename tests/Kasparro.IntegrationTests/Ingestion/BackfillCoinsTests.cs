using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Ingestion;

/// <summary>Which coins a backfill is about, as the source has named them.</summary>
public sealed class BackfillCoinsTests : EtlFixture
{
    private static readonly DateTimeOffset s_to = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ScriptedSource _source = new ScriptedSource("coingecko").With(description =>
        description with
        {
            History = new Dictionary<HistoryInterval, HistoryLimits>
            {
                [HistoryInterval.Daily] = new(null, TimeSpan.FromDays(90)),
            },
        }
    );

    /// <summary>The ids of another source mean other coins, whatever it said later.</summary>
    private async Task<EtlProcess> WithAnotherSourceAsync()
    {
        var other = new ScriptedSource("coinpaprika").Sends(
            Coin("a", "5", day: 9) with
            {
                Symbol = "other",
            },
            Coin("rose", "1", day: 9),
            Coin("fell", "9000", day: 9),
            Coin("another", "9999", day: 9)
        );
        var etl = EtlProcess.With(Database, other, _source);
        await etl.RunAsync("coinpaprika");
        return etl;
    }

    [Test]
    public async Task The_largest_coins_are_those_with_the_largest_cap_as_it_was_said_last()
    {
        await using var etl = await WithAnotherSourceAsync();
        _source.Sends(Coin("fell", "900", day: 1), Coin("rose", "1", day: 1), Coin("unknown", "null", day: 1));
        await etl.RunAsync("coingecko");
        _source.SendsNothing().Sends(Coin("fell", "2", day: 2), Coin("rose", "700", day: 2), Coin("zero", "0", day: 2));
        await etl.RunAsync("coingecko");

        Assert.That(await CoinsAsync(etl, [], top: 9), Is.EqualTo(["rose", "fell", "zero", "unknown"]));
        Assert.That(await CoinsAsync(etl, [], top: 2), Is.EqualTo(["rose", "fell"]));
    }

    [Test]
    public async Task Named_coins_come_in_the_order_of_their_names_with_their_newest_label()
    {
        await using var etl = await WithAnotherSourceAsync();
        _source.Sends(Coin("a", "1", day: 1), Coin("b", "1", day: 1));
        await etl.RunAsync("coingecko");
        foreach (var (symbol, name) in ((string, string)[])[("zzz", "Named otherwise"), ("new", "Renamed")])
        {
            _source.SendsNothing().Sends(Coin("a", "1", day: 2) with { Symbol = symbol, Name = name });
            await etl.RunAsync("coingecko");
        }

        var (named, largest) = (await PlanAsync(etl, ["b", "a"], top: 0), await PlanAsync(etl, [], top: 2));

        var (a, b) = (new KnownCoin("a", "new", "Renamed"), new KnownCoin("b", "sb", "Coin b"));
        Assert.That(((BackfillPlan.Ready)named).Coins, Is.EqualTo(new[] { b, a }));
        Assert.That(((BackfillPlan.Ready)largest).Coins, Is.EqualTo(new[] { a, b }));
    }

    [Test]
    public async Task A_backfill_goes_on_where_that_of_its_own_source_and_time_was_left()
    {
        var other = new ScriptedSource("coinpaprika").Sends(Coin("a", "1", day: 1));
        await using var etl = EtlProcess.With(Database, other, _source.Sends(Coin("a", "1", day: 1)));
        await etl.RunAsync("coinpaprika");
        await LeaveAsync("coinpaprika", s_to, "a");
        await etl.RunAsync("coingecko");

        var first = (BackfillPlan.Ready)await PlanAsync(etl, ["a"], top: 0);
        await LeaveAsync("coingecko", s_to, "b");
        var next = (BackfillPlan.Ready)await PlanAsync(etl, ["a"], top: 0);
        await LeaveAsync("coingecko", s_to.AddDays(-1), "c");
        var ofAnotherTime = (BackfillPlan.Ready)await PlanAsync(etl, ["a"], top: 0);

        Assert.That(first.State.Done, Is.Empty, "another source has done it");
        Assert.That(next.State.Done, Is.EqualTo(["b"]));
        Assert.That(ofAnotherTime.State.Done, Is.Empty);
    }

    private async Task LeaveAsync(string source, DateTimeOffset to, string done)
    {
        var state = new BackfillState(s_to.AddDays(-9), to, HistoryInterval.Daily, [done]);
        await Database.ExecuteAsync(
            $"UPDATE etl_checkpoints SET backfill = '{RunMetadataJson.Write(state)}' WHERE source = '{source}'"
        );
    }

    private static async Task<IEnumerable<string>> CoinsAsync(EtlProcess etl, string[] coins, int top) =>
        ((BackfillPlan.Ready)await PlanAsync(etl, coins, top)).Coins.Select(coin => coin.Id);

    private static Task<BackfillPlan> PlanAsync(EtlProcess etl, string[] coins, int top) =>
        etl.SendAsync(new PlanBackfill("coingecko", s_to.AddDays(-9), s_to, HistoryInterval.Daily, coins, top));

    private static Coin Coin(string id, string marketCap, int day) =>
        new(id, $"s{id}", $"Coin {id}", MarketCap: marketCap, LastUpdated: $"2026-01-0{day}T00:00:00Z");
}
