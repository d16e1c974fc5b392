using System.Text.Json;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>One request and what came back, without the key.</summary>
/// <param name="Request">Path and query, relative to the base address.</param>
/// <param name="Body">JSON, character for character.</param>
public sealed record RecordedExchange(
    string Request,
    int Status,
    IReadOnlyDictionary<string, string> Headers,
    string Body
)
{
    public static RecordedExchange Read(JsonElement exchange) =>
        new(
            exchange.GetProperty("request").GetString()!,
            exchange.TryGetProperty("status", out var status) ? status.GetInt32() : 200,
            Recording.Texts(exchange, "headers"),
            exchange.GetProperty("body").GetRawText()
        );

    public string Write() =>
        $"{{\"request\": {JsonSerializer.Serialize(Request)}, \"status\": {Status}, "
        + $"\"headers\": {JsonSerializer.Serialize(Headers)},\n      \"body\": {Body}}}";
}
