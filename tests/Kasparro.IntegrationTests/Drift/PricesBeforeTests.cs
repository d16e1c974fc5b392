using Kasparro.Application.Transformation;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Drift;

/// <summary>A jump is measured by the last prices that the same source gave of the same coins.</summary>
public sealed class PricesBeforeTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSource _coinGecko = new("coingecko");
    private readonly ScriptedSource _coinPaprika = new("coinpaprika");
    private EtlProcess _etl = null!;

    [SetUp]
    public void Start() =>
        _etl = EtlProcess.With(Database, _time, EtlProcess.Serving("coingecko"), _coinGecko, _coinPaprika);

    [TearDown]
    public Task EndAsync() => _etl.DisposeAsync().AsTask();

    [Test]
    public async Task A_jump_of_all_of_three_coins_is_held_back()
    {
        await RunAsync(_coinPaprika, "1.5", coins: 3);

        Assert.That((await RunAsync(_coinPaprika, "1500", coins: 3)).PausedBy, Is.Not.Null);
    }

    [Test]
    public async Task What_another_source_said_of_the_same_coins_since_then_is_no_jump()
    {
        await RunAsync(_coinPaprika, "1.5");
        await RunAsync(_coinPaprika, "1.5");
        await RunAsync(_coinPaprika, "1.5");
        await RunAsync(_coinGecko, "1.5");
        await RunAsync(_coinGecko, "1500");
        Assert.That(await CountAsync("assets"), Is.EqualTo(20), "both mean the same coins");

        Assert.That((await RunAsync(_coinPaprika, "1.6")).PausedBy, Is.Null);
    }

    private async Task<TransformResult> RunAsync(ScriptedSource source, string price, int coins = 20)
    {
        _time.Advance(TimeSpan.FromHours(4));
        var at = $"{_time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";
        source
            .SendsNothing()
            .Sends([
                .. Enumerable
                    .Range(1, coins)
                    .Select(id => new Coin($"coin-{id}", $"c{id}", $"Coin {id}", price, LastUpdated: at)),
            ]);
        return await _etl.RunAsync(source.Description.Name);
    }
}
