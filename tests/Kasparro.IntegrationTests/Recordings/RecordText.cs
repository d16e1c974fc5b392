using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kasparro.IntegrationTests.Recordings;

/// <summary>
/// A record as it must lie in Bronze. Its canonical form is made here from the design's words, not by the product's
/// code.
/// </summary>
internal sealed record RecordText(string SourceId, string Text, string Hash)
{
    public static RecordText Of(string sourceId, string text) => new(sourceId, text, HashOf(text));

    /// <summary>A record that names no id is known by its hash.</summary>
    public static RecordText WithoutId(string text) => new($"sha256:{HashOf(text)}", text, HashOf(text));

    private static string HashOf(string text)
    {
        using var document = JsonDocument.Parse(text);
        var canonical = new StringBuilder();
        WriteCanonical(document.RootElement, canonical);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())));
    }

    private static void WriteCanonical(JsonElement value, StringBuilder output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                output.Append('{');
                foreach (
                    var (at, property) in value
                        .EnumerateObject()
                        .OrderBy(property => property.Name, StringComparer.Ordinal)
                        .Index()
                )
                {
                    output.Append(at > 0 ? "," : "").Append('"').Append(property.Name).Append("\":");
                    WriteCanonical(property.Value, output);
                }

                output.Append('}');
                break;
            case JsonValueKind.Array:
                output.Append('[');
                foreach (var (at, element) in value.EnumerateArray().Index())
                {
                    output.Append(at > 0 ? "," : "");
                    WriteCanonical(element, output);
                }

                output.Append(']');
                break;
            default:
                output.Append(value.GetRawText());
                break;
        }
    }
}
