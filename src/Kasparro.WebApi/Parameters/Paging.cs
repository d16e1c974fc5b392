namespace Kasparro.WebApi.Parameters;

/// <summary>The parameters that several routes share.</summary>
internal static class Paging
{
    public static readonly IntegerParameter Limit = new("limit", "Rows of a page.", 1, 500, otherwise: 50)
    {
        Example = "50",
    };

    public static readonly IntegerParameter Offset = new(
        "offset",
        "Rows to pass over. For going far, a cursor is faster and never repeats or misses a row.",
        0,
        int.MaxValue,
        otherwise: 0
    )
    {
        Example = "100",
    };

    public static readonly TextParameter Cursor = new(
        "cursor",
        "Where the page before ended: its next_cursor, together with the same filters. Not together with offset.",
        maxLength: 4_000
    )
    {
        Example = "WyJhMWIyYzNkNGU1ZjYiLCI2Mzg3NDcwMjI0NjcxMTAwMDAiXQ",
    };

    /// <summary>The parts of the cursor that was given; null where none was, or it is refused.</summary>
    public static string[]? ReadCursor(this RequestQuery query, string fingerprint, int parts)
    {
        if (query.One(Cursor) is not { } text)
            return null;
        if (Parameters.Cursor.Read(text, fingerprint, parts) is { } position)
            return position;

        query.Refuse(
            Cursor,
            "is not a cursor of this query; take next_cursor of the page before and leave its filters and order as they were"
        );
        return null;
    }

    /// <summary>For a cursor that carries the right print and nonsense behind it: somebody made it by hand.</summary>
    public static void RefuseDamagedCursor(this RequestQuery query) =>
        query.Refuse(Cursor, "is damaged; take next_cursor of the page before as it is");
}
