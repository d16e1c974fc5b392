using System.Text.RegularExpressions;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>
/// The fields of a record by the names that the source gives them (see <see cref="FieldPlace"/>). All amounts are in US
/// dollars.
/// </summary>
internal sealed partial record RecordFields
{
    public required FieldPlace Id { get; init; }

    public required FieldPlace Symbol { get; init; }

    public required FieldPlace Name { get; init; }

    public required FieldPlace Price { get; init; }

    public required FieldPlace LastUpdated { get; init; }

    /// <summary>Null where the source has none.</summary>
    public FieldPlace? MarketCap { get; init; }

    /// <summary>Null where the source has none, or one that is not in US dollars.</summary>
    public FieldPlace? Volume24h { get; init; }

    /// <summary>
    /// Where a record names the currency of its amounts: one in another than US dollars, or in none, gives no row. Null
    /// where the source has only one currency.
    /// </summary>
    public FieldPlace? Currency { get; init; }

    /// <summary>Which records are meant to give a row; null for all. The others are not applicable.</summary>
    public FieldTest? OnlyWhere { get; init; }

    public TimeFormat TimeFormat { get; init; } = TimeFormat.Iso8601;

    /// <summary>True where ids are numbers; they become texts.</summary>
    public bool IdIsNumber { get; init; }

    /// <summary>True where prices, caps and volumes are texts that hold numbers.</summary>
    public bool NumbersAreTexts { get; init; }

    /// <summary>From the text at <see cref="Symbol"/> to the symbol: of <c>XBT/USD</c>, <c>XBT</c>. Pure.</summary>
    public Func<string, string> SymbolOf { get; init; } = static symbol => symbol;

    /// <summary>Symbols that only this source writes, with those that the others write.</summary>
    public IReadOnlyDictionary<string, string> SymbolAliases { get; init; } = new Dictionary<string, string>();

    /// <param name="version">See <see cref="RecordMapping"/>.</param>
    public RecordMapping ToMapping(string version)
    {
        FieldPlace[] required = [Id, Symbol, Name, Price, LastUpdated];
        FieldPlace?[] maybe = [MarketCap, Volume24h, Currency, OnlyWhere?.Place];
        FieldPlace[] optional = [.. maybe.OfType<FieldPlace>()];
        var fields = new PlacedFields([.. required, .. optional]);
        var slots = new Slots(
            fields.SlotOf(MarketCap),
            fields.SlotOf(Volume24h),
            fields.SlotOf(Currency),
            fields.SlotOf(OnlyWhere?.Place)
        );
        return new RecordMapping(version, record => Map(record, fields, slots), record => Find(record, fields, slots))
        {
            Id = new RecordId(Id.Path, IdIsNumber),
            Fields = new DeclaredFields([.. DriftPaths(required)], [.. DriftPaths(optional)], Keyed: []),
        };
    }

    private Mapping Map(StoredRecord record, PlacedFields fields, Slots slots)
    {
        FieldBuffer found = default;
        if (fields.Read(record, found) is { } unreadable)
            return unreadable;
        if (slots.Test is { } test && OnlyWhere!.Judge(found[test]) is { } other)
            return other;
        if (slots.Currency is { } currency && !IsUsd(found[currency]))
            return new Mapping.Rejected(
                TransformFailureType.NoUsdQuote,
                StorableText.Of($"{found[currency].Name} is {found[currency].Text ?? found[currency].Absence}, not USD")
            );
        return ToFields(found, slots).ToMapping();
    }

    private IReadOnlyList<FieldOrigin> Find(StoredRecord record, PlacedFields fields, Slots slots)
    {
        FieldBuffer found = default;
        return fields.Read(record, found) is null ? FieldOrigin.Of(ToFields(found, slots)) : [];
    }

    private ObservationFields ToFields(ReadOnlySpan<Field> found, Slots slots) =>
        new(
            Id: RecordId.AsText(found[0], IdIsNumber),
            Symbol: ToSymbol(found[1]),
            Name: found[2],
            Price: ToNumber(found[3]),
            MarketCap: slots.MarketCap is { } cap ? ToNumber(found[cap]) : Field.Missing("market_cap"),
            Volume24h: slots.Volume is { } volume ? ToNumber(found[volume]) : Field.Missing("volume_24h"),
            LastUpdated: found[4],
            Instant: JsonInstant.Read(found[4], TimeFormat)
        );

    private Field ToSymbol(Field field) =>
        field is { Kind: FieldKind.Text, Text: { } text } && SymbolOf(text) is var symbol
            ? field with
            {
                Text = SymbolAliases.GetValueOrDefault(symbol, symbol),
            }
            : field;

    private Field ToNumber(Field field) =>
        NumbersAreTexts && field is { Kind: FieldKind.Text, Text: { } text } ? Field.OfNumber(field.Name, text) : field;

    private static bool IsUsd(Field currency) =>
        currency.Kind == FieldKind.Text && string.Equals(currency.Text, "USD", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the fields that a source may have are read into; null where it has none.</summary>
    private readonly record struct Slots(int? MarketCap, int? Volume, int? Currency, int? Test);

    /// <summary>As profiles of payloads write them: all elements of an array are one.</summary>
    private static IEnumerable<string> DriftPaths(IEnumerable<FieldPlace> places) =>
        places
            .Where(place => !place.IsInEnvelope)
            .Select(place => Elements().Replace(place.Path, ".[]").TrimStart('.'))
            .Distinct();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Elements();
}
