using System.Text.Encodings.Web;
using System.Text.Json;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.MarketData;

/// <summary>
/// A row as JSON. By hand, because numbers go out digit for digit as PostgreSQL has them: no .NET number holds all of
/// them.
/// </summary>
internal static class MarketDataRowJson
{
    // The content type is JSON and nosniff is set, so names in all scripts can stay as they are. Members are written in
    // pairs here, so checking is idle.
    public static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly JsonEncodedText s_assetId = JsonEncodedText.Encode("asset_id");
    private static readonly JsonEncodedText s_symbol = JsonEncodedText.Encode("symbol");
    private static readonly JsonEncodedText s_name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText s_source = JsonEncodedText.Encode("source");
    private static readonly JsonEncodedText s_priceUsd = JsonEncodedText.Encode("price_usd");
    private static readonly JsonEncodedText s_marketCapUsd = JsonEncodedText.Encode("market_cap_usd");
    private static readonly JsonEncodedText s_volume24hUsd = JsonEncodedText.Encode("volume_24h_usd");
    private static readonly JsonEncodedText s_lastUpdated = JsonEncodedText.Encode("last_updated");
    private static readonly JsonEncodedText s_createdAt = JsonEncodedText.Encode("created_at");

    /// <param name="json">Receives it.</param>
    /// <param name="row">The row.</param>
    /// <param name="numbersAsText">For clients whose parser would round.</param>
    public static void Write(Utf8JsonWriter json, MarketDataRow row, bool numbersAsText)
    {
        Span<byte> room = stackalloc byte[Utc.MaxBytes];
        json.WriteStartObject();
        json.WriteString(s_assetId, row.AssetId);
        json.WriteString(s_symbol, row.Symbol);
        json.WriteString(s_name, row.Name);
        json.WriteString(s_source, row.Source);
        WriteNumber(json, s_priceUsd, row.PriceUsd, numbersAsText);
        WriteNumber(json, s_marketCapUsd, row.MarketCapUsd, numbersAsText);
        WriteNumber(json, s_volume24hUsd, row.Volume24hUsd, numbersAsText);
        json.WriteString(s_lastUpdated, Utc.Format(row.LastUpdated, room));
        json.WriteString(s_createdAt, Utc.Format(row.CreatedAt, room));
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, JsonEncodedText name, string? digits, bool asText)
    {
        json.WritePropertyName(name);
        if (digits is null)
            json.WriteNullValue();
        else if (asText)
            json.WriteStringValue(digits);
        // PostgreSQL writes numeric as digits with a point: JSON as it is.
        else
            json.WriteRawValue(digits, skipInputValidation: true);
    }
}
