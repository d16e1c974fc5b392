using System.Buffers;
using System.Text;
using Kasparro.Application.MarketData;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.MarketData.Exports;

/// <summary>A row as CSV (RFC 4180). A null is an empty cell.</summary>
internal static class MarketDataRowCsv
{
    public const string Header =
        "asset_id,symbol,name,source,price_usd,market_cap_usd,volume_24h_usd,last_updated,created_at,updated_at\r\n";

    private static readonly SearchValues<char> s_needQuotes = SearchValues.Create(",\"\r\n ");

    public static void Write(IBufferWriter<byte> output, MarketDataRow row) =>
        Encoding.UTF8.GetBytes(
            $"{row.AssetId:D},{Text(row.Symbol)},{Text(row.Name)},{Quoted(row.Source)},"
                + $"{row.PriceUsd.Digits},{row.MarketCapUsd?.Digits},{row.Volume24hUsd?.Digits},"
                + $"{Utc.Format(row.LastUpdated)},{Utc.Format(row.CreatedAt)},{Utc.Format(row.UpdatedAt)}\r\n",
            output
        );

    /// <summary>
    /// Sources choose these texts, and a spreadsheet would run one that looks like a formula; a leading apostrophe
    /// makes it text.
    /// </summary>
    private static string Text(string text) =>
        Quoted(text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(s_needQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
