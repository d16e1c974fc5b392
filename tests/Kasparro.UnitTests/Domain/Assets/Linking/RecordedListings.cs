using System.Collections.Concurrent;
using System.Text.Json;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.MarketData;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Domain.Assets.Linking;

/// <summary>Listings of recorded responses, and the pairs of ids that a wallet's maintainers keep by hand.</summary>
internal static class RecordedListings
{
    private static readonly ConcurrentDictionary<string, List<JsonElement>> s_read = new();

    /// <summary>Of markets, or of the list of coins, which has no prices.</summary>
    public static IReadOnlyList<Listing> CoinGecko(string file) =>
        [
            .. Elements($"coingecko/{file}")
                .Select(coin => new Listing(
                    new ListingId("coingecko", Text(coin, "id")),
                    Text(coin, "symbol"),
                    Text(coin, "name"),
                    Text(coin, "id"),
                    Positive(coin, "current_price"),
                    coin.TryGetProperty("last_updated", out var time) ? time.GetDateTimeOffset() : null
                )),
        ];

    /// <summary>In US dollars. A file in another currency is converted by the price of Tether in it.</summary>
    public static IReadOnlyList<Listing> CoinPaprika(string file)
    {
        var tickers = Elements($"coinpaprika/{file}");
        var tether = tickers.Single(ticker => Text(ticker, "id") == "usdt-tether");
        var isInDollars = tether.GetProperty("quotes").TryGetProperty("USD", out _);
        var perDollar = isInDollars ? 1 : Quote(tether).GetProperty("price").GetDouble();
        return
        [
            .. tickers.Select(ticker => new Listing(
                new ListingId("coinpaprika", Text(ticker, "id")),
                Text(ticker, "symbol"),
                Text(ticker, "name"),
                Given.SlugOf(Text(ticker, "id")),
                isInDollars
                    ? Positive(Quote(ticker), "price")
                    : Given.Price(Quote(ticker).GetProperty("price").GetDouble() / perDollar),
                ticker.GetProperty("last_updated").GetDateTimeOffset()
            )),
        ];
    }

    /// <summary>CoinGecko's id and CoinPaprika's.</summary>
    public static IReadOnlyDictionary<string, string> KnownPairs()
    {
        var (coinGecko, coinPaprika) = (Ids("coingecko"), Ids("coinpaprika"));
        var pairs = new Dictionary<string, string>();
        foreach (var (ticker, id) in coinGecko)
            if (id.Length > 0 && coinPaprika.GetValueOrDefault(ticker) is { Length: > 0 } other)
                pairs[id] = other;
        return pairs;

        static Dictionary<string, string> Ids(string source) =>
            JsonSerializer.Deserialize<Dictionary<string, string>>(
                System.IO.File.ReadAllText(RecordedData.Files($"mapping/*_{source}_ids.json")[0])
            )!;
    }

    public static IdentityCut Cut(params IReadOnlyList<Listing>[] sources)
    {
        Listing[] listings = [.. sources.SelectMany(source => source)];
        return new IdentityCut(listings, listings.Max(listing => listing.PriceTime)!.Value);
    }

    private static List<JsonElement> Elements(string file) =>
        s_read.GetOrAdd(
            file,
            name =>
                [
                    .. RecordedData
                        .Records(RecordedData.Files(name).Single())
                        .Select(record => JsonSerializer.Deserialize<JsonElement>(record)),
                ]
        );

    private static JsonElement Quote(JsonElement ticker) =>
        ticker.GetProperty("quotes").EnumerateObject().First().Value;

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static NumberLexeme? Positive(JsonElement element, string property) =>
        element.TryGetProperty(property, out var number)
        && number.ValueKind == JsonValueKind.Number
        && NumberLexeme.Read(number.GetRawText()).Number is { Sign: > 0 } positive
            ? positive
            : null;
}
