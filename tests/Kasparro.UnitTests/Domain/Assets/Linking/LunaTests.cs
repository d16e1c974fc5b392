using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>The label that moved to another coin in May 2022, with what both providers really sent.</summary>
public sealed class LunaTests
{
    [Test]
    public void Luna_became_Luna_Classic_and_a_new_Luna_took_its_label()
    {
        List<StandingDecision> stored = [];
        Run(
            stored,
            CoinGecko("terra-luna", "luna", "Terra", "51.43"),
            CoinPaprika("luna-terra", "LUNA", "Terra", "51.39"),
            CoinPaprika("luna-luna-coin", "LUNA", "Luna Coin", "0.0097594597990195")
        );
        var assets = Run(
            stored,
            CoinGecko("terra-luna", "lunc", "Terra Luna Classic", "0.00015402"),
            CoinGecko("terra-luna-2", "luna", "Terra", "1.33"),
            CoinGecko("wrapped-terra", "lunc", "Wrapped Terra Classic", "0.00015402"),
            CoinPaprika("luna-terra", "LUNC", "Terra Classic", "0.00016301933750532895"),
            CoinPaprika("luna-terra-v2", "LUNA", "Terra", "1.36"),
            CoinPaprika("luna-luna-coin", "LUNA", "Luna Coin", "0.00016106")
        );
        Assert.That(
            assets,
            Is.EqualTo(
                new[]
                {
                    "coingecko:terra-luna coinpaprika:luna-terra",
                    "coingecko:terra-luna-2 coinpaprika:luna-terra-v2",
                    "coingecko:wrapped-terra",
                    "coinpaprika:luna-luna-coin",
                }
            )
        );
    }

    /// <summary>CoinGecko's id followed the coin, CoinPaprika's the label: only prices say so.</summary>
    [Test]
    public void An_id_that_moves_to_another_coin_is_unlinked_by_the_brake_and_stays_so()
    {
        var stored = new List<StandingDecision>();
        Run(
            stored,
            CoinGecko("terra-luna", "luna", "Terra", "51.43"),
            CoinPaprika("luna-terra", "LUNA", "Terra", "51.39")
        );

        IReadOnlyList<DivergenceCount> counts = [];
        for (var day = 1; day <= SuspectWatch.Limit; day++)
        {
            var now = Now.AddDays(day);
            Listing[] listings =
            [
                CoinGecko("terra-luna", "lunc", "Terra Luna Classic", "0.000154") with
                {
                    PriceTime = now,
                },
                CoinPaprika("luna-terra", "LUNA", "Terra", "1.659") with
                {
                    PriceTime = now,
                },
            ];
            var report = SuspectWatch.Next(new IdentityCut(listings, now), stored, counts);
            counts = report.Counts;
            stored = [.. Stored(stored, report.Decisions)];
        }

        var assets = Run(
            stored,
            CoinGecko("terra-luna", "lunc", "Terra Luna Classic", "0.000154"),
            CoinGecko("terra-luna-2", "luna", "Terra", "1.66"),
            CoinPaprika("luna-terra", "LUNA", "Terra", "1.659")
        );
        Assert.That(
            assets,
            Is.EqualTo(new[] { "coingecko:terra-luna", "coingecko:terra-luna-2 coinpaprika:luna-terra" })
        );
    }
}
