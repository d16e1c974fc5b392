using System.Text.Encodings.Web;
using System.Text.Json;
using Kasparro.Application.MarketData;

namespace Kasparro.WebApi.Endpoints.Data;

/// <summary>A row as JSON. By hand, because numbers go out digit for digit as PostgreSQL has them: no .NET number holds all of them.</summary>
internal static class DataRowJson
{
    // The content type is JSON and nosniff is set, so names in all scripts can stay as they are. Members are written in pairs here, so checking is idle.
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="json">Receives it.</param>
    /// <param name="row">The row.</param>
    /// <param name="numbersAsText">For clients whose parser would round.</param>
    public static void Write(Utf8JsonWriter json, MarketDataRow row, bool numbersAsText)
    {
        json.WriteStartObject();
        json.WriteString("asset_id", row.AssetId);
        json.WriteString("symbol", row.Symbol);
        json.WriteString("name", row.Name);
        json.WriteString("source", row.Source);
        WriteNumber(json, "price_usd", row.PriceUsd, numbersAsText);
        WriteNumber(json, "market_cap_usd", row.MarketCapUsd, numbersAsText);
        WriteNumber(json, "volume_24h_usd", row.Volume24hUsd, numbersAsText);
        json.WriteString("last_updated", Utc.Format(row.LastUpdated));
        json.WriteString("created_at", Utc.Format(row.CreatedAt));
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, string? digits, bool asText)
    {
        json.WritePropertyName(name);
        if (digits is null) json.WriteNullValue();
        else if (asText) json.WriteStringValue(digits);
        // PostgreSQL writes numeric as digits with a point: JSON as it is.
        else json.WriteRawValue(digits, skipInputValidation: true);
    }
}
