using Kasparro.Application.Sources;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>
/// The fields of a record by the names that the source gives them; a point leads into an object
/// (<c>quote.USD.price</c>). All amounts are in US dollars.
/// </summary>
internal sealed record RecordFields
{
    public required string Id { get; init; }

    public required string Symbol { get; init; }

    public required string Name { get; init; }

    public required string Price { get; init; }

    /// <summary>Null where the source has none.</summary>
    public string? MarketCap { get; init; }

    /// <summary>Null where the source has none, or one that is not in US dollars.</summary>
    public string? Volume24h { get; init; }

    public required string LastUpdated { get; init; }

    public TimeFormat TimeFormat { get; init; } = TimeFormat.Iso8601;

    /// <summary>True where ids are numbers; they become texts.</summary>
    public bool IdIsNumber { get; init; }

    /// <summary>True where prices, caps and volumes are texts that hold numbers.</summary>
    public bool NumbersAreTexts { get; init; }

    /// <param name="version">See <see cref="RecordMapping"/>.</param>
    public RecordMapping ToMapping(string version)
    {
        string?[] members = [Id, Symbol, Name, Price, MarketCap, Volume24h, LastUpdated];
        string[] paths = [.. members.OfType<string>().Distinct()];
        int[] slots = [.. members.Select(member => Array.IndexOf(paths, member))];
        var fields = new JsonFields(paths);
        return new RecordMapping(
            version,
            record => Read(record.Payload.Span, fields, slots, out var found) ?? found.ToMapping(),
            record => Read(record.Payload.Span, fields, slots, out var found) is null ? FieldOrigin.Of(found) : []
        )
        {
            Id = new RecordId(Id, IdIsNumber),
            Fields = new DeclaredFields(
                [Id, Symbol, Name, Price, LastUpdated],
                [.. ((string?[])[MarketCap, Volume24h]).OfType<string>()],
                Keyed: []
            ),
        };
    }

    /// <summary>Null where that went well, else why the payload cannot be read.</summary>
    private Mapping.Rejected? Read(
        ReadOnlySpan<byte> payload,
        JsonFields fields,
        int[] slots,
        out ObservationFields found
    )
    {
        FieldBuffer read = default;
        var unreadable = fields.Read(payload, read);
        var lastUpdated = read[slots[6]];
        found = new ObservationFields(
            Id: RecordId.AsText(read[slots[0]], IdIsNumber),
            Symbol: read[slots[1]],
            Name: read[slots[2]],
            Price: Number(read[slots[3]]),
            MarketCap: slots[4] < 0 ? Field.Missing("market_cap") : Number(read[slots[4]]),
            Volume24h: slots[5] < 0 ? Field.Missing("volume_24h") : Number(read[slots[5]]),
            LastUpdated: lastUpdated,
            Instant: unreadable is null ? JsonInstant.Read(lastUpdated, TimeFormat) : default
        );
        return unreadable;
    }

    private Field Number(Field field) =>
        NumbersAreTexts && field is { Kind: FieldKind.Text, Text: { } text } ? Field.OfNumber(field.Name, text) : field;
}
