using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>A text, or a number, at one place in a JSON object.</summary>
/// <param name="path">A point leads into an object.</param>
internal sealed class JsonTextField(string path)
{
    private readonly JsonFields _field = JsonFields.OfAnyDepth(path);

    /// <summary>Null where there is none: nothing, null, or an empty text.</summary>
    public string? Find(ReadOnlySpan<byte> json)
    {
        FieldBuffer found = default;
        return
            _field.Read(json, found) is null
            && found[0] is { Kind: FieldKind.Text or FieldKind.Number, Text: { Length: > 0 } text }
            ? text
            : null;
    }
}
