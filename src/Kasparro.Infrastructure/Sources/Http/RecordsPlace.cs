using System.Text.Json;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>Where in a response its records are.</summary>
/// <param name="At">Null where they are all of it.</param>
/// <param name="AreMembers">True for the members of an object, false for the elements of an array.</param>
internal sealed record RecordsPlace(JsonPath? At, bool AreMembers)
{
    /// <summary>The response is the array.</summary>
    public static readonly RecordsPlace Whole = new(null, AreMembers: false);

    /// <summary>Whether a response with records begins as an object.</summary>
    public bool IsInObject => At is not null || AreMembers;

    /// <summary>
    /// Whether a body may hold them: it is no page for people and no complaint. A damaged one may: reading it says
    /// where.
    /// </summary>
    public bool MayBeIn(ReadOnlySpan<byte> body)
    {
        var text = body.TrimStart("\uFEFF \r\n\t"u8);
        if (At is null)
            return AreMembers ? text.StartsWith("{"u8) && !ErrorBody.IsMessage(text) : text.StartsWith("["u8);
        try
        {
            return text.StartsWith("{"u8)
                && At.Find(text) is { } found
                && text[found].StartsWith(AreMembers ? "{"u8 : "["u8);
        }
        catch (JsonException)
        {
            return true;
        }
    }

    /// <param name="at">A point leads into an object; null where the records are all of the response.</param>
    public static RecordsPlace Of(string? at, bool areMembers) => new(at is null ? null : new JsonPath(at), areMembers);
}
