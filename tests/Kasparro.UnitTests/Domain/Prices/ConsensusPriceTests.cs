using Kasparro.Domain.MarketData;
using Kasparro.Domain.Prices;

namespace Kasparro.UnitTests.Domain.Prices;

public sealed class ConsensusPriceTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    [TestCase("1.5", "1.5")]
    [TestCase("1.1 1.2", "1.15")]
    [TestCase("1 2", "1.5")]
    [TestCase("1.1 1.3", "1.2")]
    [TestCase("1 1.2 1.1", "1.1")]
    [TestCase("1e-7 1.3E-7", "0.000000115")]
    [TestCase("97245.12345678901234567890123456789 97245.1", "97245.111728394506172839450617283945")]
    [TestCase("1e3 1001", "1000.5")]
    [TestCase("1 1.1 1.2 1.3", "1.15")]
    public void It_is_the_median_with_all_digits(string prices, string median) =>
        Assert.That($"{Of(prices).PriceUsd}", Is.EqualTo(median));

    [TestCase("0.7748 0.000887", Description = "two coins under one asset: no mean of them")]
    [TestCase("1 2.01")]
    [TestCase("1 1 3 3", Description = "no majority")]
    public void Without_a_majority_that_agrees_there_is_no_price(string prices)
    {
        var price = Of(prices);
        Assert.That((price.PriceUsd, price.Spread), Is.EqualTo(((ExactDecimal?)null, (double?)null)));
        Assert.That(price.Excluded.Values, Is.All.EqualTo(ExclusionReason.Divergent));
    }

    [Test]
    public void A_price_that_most_contradict_does_not_count()
    {
        var price = Of("1 100 1.1");
        Assert.That($"{price.PriceUsd}", Is.EqualTo("1.05"));
        Assert.That(
            price.Excluded,
            Is.EqualTo(new Dictionary<string, ExclusionReason> { ["s1"] = ExclusionReason.Divergent })
        );
        Assert.That(price.Spread, Is.EqualTo(0.1));
    }

    [Test]
    public void Prices_that_agree_to_the_sixth_digit_have_no_spread() =>
        Assert.That($"{Of("99207.18448466135 99207.184484661").Spread}", Is.EqualTo("0"));

    [Test]
    public void A_stale_price_does_not_count()
    {
        var price = ConsensusPrice.Of([Price("fresh", "2", hours: 8), Price("stale", "1", hours: 9)], s_now);
        Assert.That($"{price.PriceUsd}", Is.EqualTo("2"));
        Assert.That(
            price.Excluded,
            Is.EqualTo(new Dictionary<string, ExclusionReason> { ["stale"] = ExclusionReason.Stale })
        );
    }

    [Test]
    public void The_order_of_sources_does_not_matter()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var prices = Enumerable
                .Range(0, random.Next(1, 7))
                .Select(at => Price($"s{at}", $"{random.Next(1, 400)}e-2"))
                .ToArray();
            var price = ConsensusPrice.Of(prices, s_now);
            random.Shuffle(prices);
            var shuffled = ConsensusPrice.Of(prices, s_now);
            Assert.That((shuffled.PriceUsd, shuffled.Spread), Is.EqualTo((price.PriceUsd, price.Spread)));
            Assert.That(shuffled.Excluded, Is.EquivalentTo(price.Excluded));
        }
    }

    private static ConsensusPrice Of(string prices) =>
        ConsensusPrice.Of([.. prices.Split(' ').Select((price, at) => Price($"s{at}", price))], s_now);

    private static SourcePrice Price(string source, string price, int hours = 0) =>
        new(source, NumberLexeme.Read(price).Number!.Value, s_now.AddHours(-hours), TimeSpan.FromHours(8));
}
