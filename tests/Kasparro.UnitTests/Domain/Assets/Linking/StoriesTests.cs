using Kasparro.Domain.Assets.Linking;
using static Kasparro.UnitTests.Domain.Assets.Linking.Given;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>Coins that once were joined wrongly, with the labels and prices that both providers really sent.</summary>
public sealed class StoriesTests
{
    [Test]
    public void Jupiter_the_exchange_is_not_Jupiter_the_project()
    {
        Assert.That(
            Links(
                CoinGecko("jupiter-exchange-solana", "jup", "Jupiter", "0.774755"),
                CoinPaprika("jup-jupiter", "JUP", "Jupiter", "0.000887")
            ),
            Is.Empty
        );
        Assert.That(
            Links(
                CoinGecko("jupiter-exchange-solana", "jup", "Jupiter", "0.774755"),
                CoinGecko("jupiter", "jup", "Jupiter Project", "0.000891"),
                CoinPaprika("jup-jupiter", "JUP", "Jupiter", "0.000887"),
                CoinPaprika("jup-jupiter-exchange", "JUP", "Jupiter", "0.7731")
            ),
            Is.EqualTo(
                new[]
                {
                    "T2 coingecko:jupiter = coinpaprika:jup-jupiter",
                    "T1b coingecko:jupiter-exchange-solana = coinpaprika:jup-jupiter-exchange",
                }
            )
        );
    }

    [Test]
    public void Beam_of_the_games_is_not_Beam_of_Mimblewimble() =>
        Assert.That(
            Links(
                CoinGecko("beam", "beam", "BEAM", "0.04125"),
                CoinGecko("beam-2", "beam", "Beam", "0.01447456"),
                CoinPaprika("beam-beam", "BEAM", "Beam", "0.04118"),
                CoinPaprika("beam-beam-eth", "BEAM", "Beam", "0.0145")
            ),
            Is.EqualTo(
                new[]
                {
                    "T1b coingecko:beam = coinpaprika:beam-beam",
                    "T1b coingecko:beam-2 = coinpaprika:beam-beam-eth",
                }
            )
        );

    /// <summary>Two dead coins had that label before the one of today, which therefore has an id of its own.</summary>
    [Test]
    public void Midnight_is_the_one_with_its_price()
    {
        List<StandingDecision> stored = [];
        Run(
            stored,
            CoinGecko("midnight", "night", "Midnight", "0.000213", minutesAgo: 9_000),
            CoinGecko("midnight-2", "night", "Midnight", "0.00001742", minutesAgo: 70_000)
        );
        Assert.That(
            Run(
                stored,
                CoinGecko("midnight", "night", "Midnight", "0.000213", minutesAgo: 9_000),
                CoinGecko("midnight-2", "night", "Midnight", "0.00001742", minutesAgo: 70_000),
                CoinGecko("midnight-3", "night", "Midnight", "0.04679176"),
                CoinPaprika("night-midnight", "NIGHT", "Midnight", "0.0469"),
                CoinPaprika("night-night-token", "NIGHT", "Night Token", "0.00001742")
            ),
            Is.EqualTo(
                new[]
                {
                    "coingecko:midnight",
                    "coingecko:midnight-2",
                    "coingecko:midnight-3 coinpaprika:night-midnight",
                    "coinpaprika:night-night-token",
                }
            )
        );
    }

    /// <summary>Both are listed for a year, at the same price: only labels keep them apart.</summary>
    [Test]
    public void Matic_and_Pol_are_two_assets_while_both_are_listed()
    {
        List<StandingDecision> stored = [];
        Run(
            stored,
            CoinGecko("matic-network", "matic", "Polygon", "0.810221"),
            CoinPaprika("matic-polygon", "MATIC", "Polygon", "0.8098"),
            CoinGecko("polygon-ecosystem-token", "pol", "Polygon Ecosystem Token", "0.807629")
        );
        Assert.That(
            Run(
                stored,
                CoinGecko("matic-network", "matic", "Polygon", "0.421874"),
                CoinGecko("polygon-ecosystem-token", "pol", "POL (ex-MATIC)", "0.423758"),
                CoinGecko("proof-of-liquidity", "pol", "Proof Of Liquidity", "0.19"),
                CoinPaprika("matic-polygon", "MATIC", "Polygon", "0.4220"),
                CoinPaprika("pol-polygon-ecosystem-token", "POL", "Polygon Ecosystem Token", "0.4235"),
                CoinPaprika("pol-polars", "POL", "Polars", "0.0031")
            ),
            Is.EqualTo(
                new[]
                {
                    "coingecko:matic-network coinpaprika:matic-polygon",
                    "coingecko:polygon-ecosystem-token coinpaprika:pol-polygon-ecosystem-token",
                    "coingecko:proof-of-liquidity",
                    "coinpaprika:pol-polars",
                }
            )
        );
    }

    [Test]
    public void Two_coins_that_swap_their_labels_keep_their_own_histories()
    {
        List<StandingDecision> stored = [];
        Run(
            stored,
            CoinGecko("one", "aaa", "Alpha", "1.5"),
            CoinPaprika("aaa-alpha", "AAA", "Alpha", "1.5"),
            CoinGecko("two", "bbb", "Beta", "70"),
            CoinPaprika("bbb-beta", "BBB", "Beta", "70")
        );
        Assert.That(
            Run(
                stored,
                CoinGecko("one", "bbb", "Beta", "1.5"),
                CoinPaprika("aaa-alpha", "BBB", "Beta", "1.5"),
                CoinGecko("two", "aaa", "Alpha", "70"),
                CoinPaprika("bbb-beta", "AAA", "Alpha", "70")
            ),
            Is.EqualTo(new[] { "coingecko:one coinpaprika:aaa-alpha", "coingecko:two coinpaprika:bbb-beta" })
        );
    }
}
