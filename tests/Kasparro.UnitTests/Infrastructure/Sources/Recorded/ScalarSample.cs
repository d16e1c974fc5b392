using Kasparro.Testing.Sources.Recordings;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>
/// Which parts of a response are changed: all that are not like another one. Records are read by the same code, so the
/// first of a response stands for those that have the same fields; so does the first entry of any other list.
/// </summary>
internal static class ScalarSample
{
    /// <summary>Parts that together have every scalar that is unlike the others, each once.</summary>
    public static IEnumerable<JsonPart> Of(JsonPart body, RecordPlaces places)
    {
        if (body.IsScalar)
            return [body];
        if (places.Records.Contains(body) || !body.All.Skip(1).Any(part => !part.IsScalar))
            return [body];
        var distinct = body
            .Parts.Where(part => part.IsScalar)
            .Concat(
                body.Parts.Where(part => !part.IsScalar).DistinctBy(part => IsList(body) ? ShapeOf(part) : part.Path)
            );
        return distinct.SelectMany(part => Of(part, places));
    }

    /// <summary>Whether its parts are entries of one kind, and not members with a meaning each.</summary>
    private static bool IsList(JsonPart part) => part.Parts.Count(child => !child.IsScalar) > 1;

    private static string ShapeOf(JsonPart part) =>
        part.Kind + string.Join(',', part.Parts.Select(child => child.Name).Order(StringComparer.Ordinal));
}
