using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kasparro.Domain.MarketData;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>What a record says, as a line of <c>observations.json</c>.</summary>
public static class OutcomeText
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(Mapping mapping) =>
        mapping switch
        {
            Mapping.Accepted { Observation: var row } => $"\"row\": {Json(MembersOf(row))}",
            Mapping.Rejected(var kind, var reason) => $"\"failure\": {Json($"{Word(kind)}: {reason}")}",
            Mapping.NotApplicable other => $"\"not_applicable\": {Json(other.Reason)}",
            _ => throw new ArgumentOutOfRangeException(nameof(mapping)),
        };

    /// <summary>The members of a row by the names that the API gives them.</summary>
    public static IReadOnlyDictionary<string, string?> MembersOf(Observation row) =>
        new Dictionary<string, string?>
        {
            ["source_asset_id"] = row.SourceAssetId,
            ["symbol"] = row.Symbol,
            ["name"] = row.Name,
            ["price_usd"] = row.PriceUsd.Text,
            ["market_cap_usd"] = row.MarketCapUsd?.Text,
            ["volume_24h_usd"] = row.Volume24hUsd?.Text,
            ["last_updated"] =
                row.LastUpdated.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "Z",
        };

    private static string Word(TransformFailureType kind) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    public static string Json(object value) => JsonSerializer.Serialize(value, s_readable);
}
