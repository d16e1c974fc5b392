using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>Reads the id that a source gives its records.</summary>
/// <param name="path">Where it stands in a record.</param>
/// <param name="isNumber">True where the source's ids are numbers.</param>
internal sealed class RecordId(string path, bool isNumber = false)
{
    public static readonly RecordId Usual = new("id");

    private readonly JsonFields _id = JsonFields.OfAnyDepth(path);

    /// <summary>
    /// Null where the record has no id of its kind. Never throws: an id that cannot be read must not cost the source
    /// its other records, and the record itself gets a synthetic id.
    /// </summary>
    public string? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            FieldBuffer found = default;
            return
                _id.Read(payload, found) is null && AsText(found[0], isNumber) is { Kind: FieldKind.Text, Text: var id }
                ? id
                : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>The id as a text, where the source's ids are numbers.</summary>
    public static Field AsText(Field id, bool isNumber) =>
        isNumber && id is { Kind: FieldKind.Number, Text: { } number } ? Field.OfText(id.Name, number) : id;
}
