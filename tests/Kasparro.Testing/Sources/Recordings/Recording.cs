using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>What a provider was asked and what it sent, as it stands in the repository.</summary>
public sealed record Recording
{
    /// <summary>Stands in responses for the base address of the API.</summary>
    public const string BaseAddress = "{base}";

    public const string FileName = "recording.json";

    /// <summary>Where it comes from: a date, or the documentation that it was made from by hand.</summary>
    public required string MadeFrom { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What the source was set to.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>In the order of the requests; empty for a source of files.</summary>
    public IReadOnlyList<RecordedExchange> Exchanges { get; init; } = [];

    /// <summary>The texts of files by their names, for a source of files.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public static Recording Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new Recording
        {
            MadeFrom = root.GetProperty("made_from").GetString()!,
            ReceivedAt = root.GetProperty("received_at").GetDateTimeOffset(),
            Settings = Texts(root, "settings"),
            Files = Texts(root, "files"),
            Exchanges = root.TryGetProperty("exchanges", out var exchanges)
                ? [.. exchanges.EnumerateArray().Select(RecordedExchange.Read)]
                : [],
        };
    }

    /// <summary>Bodies as they were sent, each on a line of its own.</summary>
    public string Write()
    {
        var exchanges = Exchanges.Select(exchange => $"    {exchange.Write()}");
        return $$"""
            {
              "made_from": {{JsonValue.Create(MadeFrom).ToJsonString()}},
              "received_at": "{{ReceivedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}",
              "settings": {{JsonSerializer.Serialize(Settings)}},
              "exchanges": [
            {{string.Join(",\n", exchanges)}}
              ]
            }

            """;
    }

    internal static Dictionary<string, string> Texts(JsonElement at, string name) =>
        at.TryGetProperty(name, out var texts)
            ? texts.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!)
            : [];
}
