using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kasparro.WebApi.Http;

/// <summary>How the API writes JSON.</summary>
internal static class ApiJson
{
    /// <summary>
    /// Names in all scripts are written as they are: the content type is JSON and nosniff is set, so no browser reads
    /// it as a page.
    /// </summary>
    private static readonly JavaScriptEncoder s_encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The serializer opens and closes every member, so checking that again is idle.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = s_encoder, SkipValidation = true };

    public static readonly JsonSerializerOptions Default = Create(numbersAsStrings: false);

    /// <summary>Prices, market caps and volumes as JSON strings.</summary>
    public static readonly JsonSerializerOptions NumbersAsStrings = Create(numbersAsStrings: true);

    public static void Configure(JsonSerializerOptions json, bool numbersAsStrings = false)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        json.Converters.Add(new Utc());
        json.Converters.Add(new JsonTextConverter());
        json.Converters.Add(new NumberTextConverter(numbersAsStrings));
        json.Encoder = s_encoder;
    }

    private static JsonSerializerOptions Create(bool numbersAsStrings)
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(json, numbersAsStrings);
        json.MakeReadOnly(populateMissingResolver: true);
        return json;
    }
}
