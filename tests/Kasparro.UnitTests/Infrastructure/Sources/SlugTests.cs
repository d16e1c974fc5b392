using Kasparro.Infrastructure.Sources;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources;

/// <summary>The readable part of a source's ids: evidence of which coin a listing is.</summary>
public sealed class SlugTests
{
    [TestCase("coingecko", "binancecoin", "binancecoin")]
    [TestCase("coinpaprika", "bnb-binance-coin", "binance-coin")]
    [TestCase("coinpaprika", "bitcoin", "bitcoin")]
    [TestCase("coincap", "binance-coin", "binance-coin")]
    [TestCase("kraken", "XXBTZUSD", null)]
    public async Task A_slug_is_read_from_the_id_where_ids_are_readable(string source, string id, string? slug)
    {
        var module = SourceModules.All.Single(module => module.Name == source);
        await using var bench = new SourceBench(module, new Dictionary<string, string?>());

        Assert.That(bench.Source.Description.SlugOf(id), Is.EqualTo(slug));
    }
}
