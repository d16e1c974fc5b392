using System.Text;
using System.Text.Json;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.CoinPaprika;

/// <summary>What a row of <c>/tickers</c> says in US dollars; another currency's price is never taken for it.</summary>
internal static class CoinPaprikaMapping
{
    /// <summary>Change it with the mapping: the next run then transforms the source from the beginning.</summary>
    public const string Version = "coinpaprika/2";

    public static readonly DeclaredFields Fields = new(
        ["id", "symbol", "name", "quotes.USD.price", "last_updated"],
        ["quotes.USD.market_cap", "quotes.USD.volume_24h"],
        Keyed: ["quotes"]
    );

    private const int MaxQuotesShown = 10;

    private static readonly JsonFields s_fields = new(
        "id",
        "symbol",
        "name",
        "quotes.USD.price",
        "quotes.USD.market_cap",
        "quotes.USD.volume_24h",
        "last_updated",
        "quotes.USD"
    );

    public static IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record)
    {
        FieldBuffer found = default;
        return s_fields.Read(record.Payload.Span, found) is null ? FieldOrigin.Of(found.ToFields()) : [];
    }

    public static Mapping Map(StoredRecord record)
    {
        FieldBuffer found = default;
        if (s_fields.Read(record.Payload.Span, found) is { } unreadable)
            return unreadable;
        if (found[7].IsAbsent)
            return new Mapping.Rejected(
                TransformFailureType.NoUsdQuote,
                $"{found[7].Name} is {found[7].Absence}; the row has {QuotesOf(record.Payload.Span)}"
            );

        // CoinPaprika writes 0 where it does not know: it stays 0, because a real 0 looks the same.
        return found.ToMapping();
    }

    private static string QuotesOf(ReadOnlySpan<byte> payload)
    {
        var names = new List<string>();
        var reader = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth });
        while (reader.Read())
        {
            if (
                reader.CurrentDepth == 1
                && reader.TokenType == JsonTokenType.PropertyName
                && JsonStringReader.IsEqual(ref reader, "quotes")
            )
                names.Clear();
            else if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
                SkipValue(ref reader);
            else if (reader.CurrentDepth == 2 && reader.TokenType == JsonTokenType.PropertyName)
                names.Add(NameOf(ref reader));
        }

        return names.Count == 0 ? "no quote at all" : $"only {string.Join(", ", names.Take(MaxQuotesShown))}";
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        var name = Encoding.UTF8.GetString(reader.ValueSpan); // escapes stay as written: it is only shown
        SkipValue(ref reader);
        return name;
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
