using System.Text;
using System.Text.Json;
using Kasparro.Infrastructure.Sources.Csv.Options;

namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>
/// What was decided about a file and its rows do not say. It is kept with each row, so that a rebuild reads the row in
/// the same way, whatever the settings are then.
/// </summary>
internal sealed record CsvFacts
{
    /// <summary>The member of a stored row that holds them: cells are texts, and this is an object.</summary>
    public const string Member = "_file";

    public static readonly CsvFacts None = new();

    /// <summary>The coin of all rows; null where rows have their own.</summary>
    public string? Symbol { get; init; }

    public string? Name { get; init; }

    /// <summary>What all prices are in; null for US dollars, or what rows say.</summary>
    public string? Currency { get; init; }

    /// <summary>There is no column of names: a symbol is the name too, and may be a pair.</summary>
    public bool HasPairs { get; init; }

    /// <summary>Signs of columns with numbers that could be read in two ways.</summary>
    public IReadOnlyList<KeyValuePair<string, DecimalSign>> Decimals { get; init; } = [];

    /// <summary>Of dates with day and month in front; null where they say it, or nothing does.</summary>
    public CsvDateOrder? DateOrder { get; init; }

    public bool IsEmpty => Symbol is null && Currency is null && !HasPairs && Decimals.Count == 0 && DateOrder is null;

    public DecimalSign? DecimalOf(string column)
    {
        foreach (var (name, sign) in Decimals)
            if (name == column)
                return sign;
        return null;
    }

    /// <summary>As a member at the end of an object, with the comma before it; empty where there is nothing to say.
    /// </summary>
    public byte[] ToMember()
    {
        if (IsEmpty)
            return [];
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            Write(json, "symbol", Symbol);
            Write(json, "name", Name);
            Write(json, "currency", Currency);
            if (HasPairs)
                json.WriteBoolean("pairs", true);
            Write(json, "dates", DateOrder?.ToString().ToLowerInvariant());
            if (Decimals.Count > 0)
            {
                json.WriteStartObject("decimal");
                foreach (var (column, sign) in Decimals)
                    json.WriteString(column, sign == DecimalSign.Comma ? "," : ".");
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return [.. Encoding.UTF8.GetBytes($",\"{Member}\":"), .. stream.ToArray()];
    }

    /// <summary>Reads the object that the reader stands on.</summary>
    public static CsvFacts Read(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var facts = document.RootElement;
        return new CsvFacts
        {
            Symbol = Text(facts, "symbol"),
            Name = Text(facts, "name"),
            Currency = Text(facts, "currency"),
            DateOrder = Text(facts, "dates") switch
            {
                "mdy" => CsvDateOrder.Mdy,
                "dmy" => CsvDateOrder.Dmy,
                _ => null,
            },
            HasPairs = facts.TryGetProperty("pairs", out var pairs) && pairs.ValueKind == JsonValueKind.True,
            Decimals =
                facts.TryGetProperty("decimal", out var signs) && signs.ValueKind == JsonValueKind.Object
                    ?
                    [
                        .. signs
                            .EnumerateObject()
                            .Select(sign =>
                                KeyValuePair.Create(
                                    sign.Name,
                                    sign.Value.ValueEquals(",") ? DecimalSign.Comma : DecimalSign.Point
                                )
                            ),
                    ]
                    : [],
        };
    }

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static string? Text(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
