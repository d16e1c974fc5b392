using Kasparro.Domain.MarketData;

namespace Kasparro.Infrastructure.Sources.Json;

/// <summary>Reads the id that a source gives its records under the key <c>id</c>.</summary>
internal static class RecordId
{
    private static readonly JsonFields s_id = JsonFields.OfAnyDepth("id");

    /// <summary>
    /// Null where the record has no id that is a text. Never throws: an id that cannot be read must not cost the
    /// source its other records, and the record itself gets a synthetic id.
    /// </summary>
    public static string? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            FieldBuffer found = default;
            return s_id.Read(payload, found) is null && found[0].Kind == FieldKind.Text ? found[0].Text : null;
        }
        catch (Exception)
        {
            return null;
        }
    }
}
