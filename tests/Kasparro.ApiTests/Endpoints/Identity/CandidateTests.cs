using System.Text.Json;

namespace Kasparro.ApiTests.Endpoints.Identity;

internal sealed class CandidateTests : ApiFixture
{
    [Test]
    public async Task Listings_of_one_symbol_without_a_partner_are_candidates_the_largest_first()
    {
        await Given.MarketDataAsync("ATOM", "Cosmos Hub", price: "4", marketCap: "100");
        await Given.MarketDataAsync("ATOM", "Cosmos", "coinpaprika", price: "5");
        await Given.MarketDataAsync("TON", "Toncoin", price: "3", marketCap: "900");
        await Given.MarketDataAsync("TON", "The Open Network", "coinpaprika", price: "3");
        await Given.MarketDataAsync("BTC", "Bitcoin", marketCap: "9000");

        var candidates = (await GetAsync("/identity/candidates")).GetProperty("candidates");

        Assert.That(
            candidates.EnumerateArray().Select(Text),
            Is.EqualTo(new[] { "toncoin the open network 1", "cosmos hub cosmos 1.25" })
        );
    }

    private static string Text(JsonElement pair)
    {
        var (first, second) = (pair.GetProperty("first"), pair.GetProperty("second"));
        var ratio = Math.Round(pair.GetProperty("price_ratio").GetDouble(), 2);
        return FormattableString.Invariant(
            $"{first.GetProperty("source_asset_id")} {second.GetProperty("source_asset_id")} {ratio}"
        );
    }
}
