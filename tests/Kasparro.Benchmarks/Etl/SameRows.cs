using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Etl;

/// <summary>A comparison of speed means something only where both did the same work.</summary>
internal static class SameRows
{
    private const string Sums =
        "SELECT concat_ws(' ', (SELECT count(*) FROM raw_csv), count(*), sum(price_usd), "
        + "sum(market_cap_usd), sum(volume_24h_usd)) FROM asset_market_data";

    public static async Task CheckAsync(TestDatabase ours, TestDatabase theirs)
    {
        var (our, their) = (await ours.ScalarAsync<string>(Sums), await theirs.ScalarAsync<string>(Sums));
        if (our != their)
            throw new InvalidOperationException($"The two sides hold different rows: {our} and {their}.");
    }
}
