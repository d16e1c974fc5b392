using System.Text.Json;
using System.Text.RegularExpressions;
using Kasparro.Application.Sources;
using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>Where responses name the currency of their prices.</summary>
internal sealed partial class CurrencyPlaces
{
    private readonly HashSet<JsonPart> _values = [];
    private readonly HashSet<JsonPart> _names = [];

    public CurrencyPlaces(RecordedSource recorded, ISource source, RecordedFetch fetch)
    {
        var places = RecordPlaces.Of(recorded, fetch);
        // What stands around the records, and other lists, such as what pairs are made of.
        foreach (var body in recorded.Bodies)
            Note(body.Scalars.Where(part => !part.Ancestors.Any(places.Records.Contains)));
        foreach (var record in fetch.Records)
        {
            var part = places.Records.FirstOrDefault(part => part.Raw == record.Payload);
            foreach (var price in FieldOrigins.Of(source, record).GetValueOrDefault("price_usd") ?? [])
                if (part?.All.FirstOrDefault(value => PathIn(part, value) == price.Path) is { } value)
                    Note(value);
        }
    }

    public bool IsEmpty => _values.Count + _names.Count == 0;

    /// <summary>A response in which every one of them is the euro.</summary>
    public string InEuros(JsonPart body) =>
        body.Write(
            part => _values.Contains(part) ? JsonSerializer.Serialize(ToEuro(part.Text)) : null,
            part => _names.Contains(part) ? ToEuro(part.Name!) : part.Name!
        );

    private static string PathIn(JsonPart record, JsonPart value) => value.Path[record.Path.Length..].TrimStart('.');

    private void Note(JsonPart price)
    {
        foreach (var part in price.Ancestors.Prepend(price))
        {
            if (part.Name is { } name && UsdInName().IsMatch(name))
                _names.Add(part);
            Note(part.Parts.Where(child => child.IsScalar));
        }
    }

    private void Note(IEnumerable<JsonPart> scalars)
    {
        foreach (var part in scalars)
            if (part.Kind == JsonValueKind.String && Usd().IsMatch(part.Text))
                _values.Add(part);
    }

    private static string ToEuro(string text) =>
        text.Replace("USD", "EUR", StringComparison.Ordinal)
            .Replace("usd", "eur", StringComparison.Ordinal)
            .Replace("Usd", "Eur", StringComparison.Ordinal);

    /// <summary>The dollar itself, or a pair against it; not USDT.</summary>
    [GeneratedRegex("^(?:.*[/_-])?Z?(?:USD|usd)$")]
    private static partial Regex Usd();

    /// <summary><c>USD</c>, <c>priceUsd</c>, <c>price_usd</c>; the member that a record is has its own name.</summary>
    [GeneratedRegex("^(?:USD|usd)$|[a-z_](?:USD|Usd)$|_usd$|^usd_")]
    private static partial Regex UsdInName();
}
