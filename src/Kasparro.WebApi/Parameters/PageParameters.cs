using Kasparro.Application.Paging;

namespace Kasparro.WebApi.Parameters;

/// <summary>The parameters that choose a page of a list.</summary>
internal static class PageParameters
{
    /// <summary>The database reads every row that is skipped; a cursor costs the same on every page.</summary>
    private const int MaxOffset = 10_000;

    public static readonly IntegerParameter Limit = new("limit", "Rows per page.", 1, 500, @default: 50)
    {
        Example = "50",
    };

    public static readonly IntegerParameter Offset = new(
        "offset",
        "Rows to skip. To read further, use the cursor: it is faster, and it never repeats or misses a row.",
        0,
        MaxOffset,
        @default: 0,
        hint: "; to read further, send next_cursor of the page before as cursor"
    )
    {
        Example = "100",
    };

    public static readonly TextParameter Cursor = new(
        "cursor",
        "The next_cursor of the page before, with the same filters and order. Not together with offset.",
        maxLength: 4_000
    )
    {
        Example = "WyJhMWIyYzNkNGU1ZjYiLCI2Mzg3NDcwMjI0NjcxMTAwMDAiXQ",
    };

    /// <summary>The page that limit and cursor choose.</summary>
    public static PageRequest<TPosition> ReadPage<TPosition>(this RequestQuery query, CursorCodec<TPosition> cursor)
        where TPosition : class => new(query.One(Limit) ?? Limit.Default, query.ReadCursor(cursor));

    private static TPosition? ReadCursor<TPosition>(this RequestQuery query, CursorCodec<TPosition> cursor)
        where TPosition : class
    {
        if (query.One(Cursor) is not { } text)
            return null;
        if (cursor.Read(text) is { } position)
            return position;

        query.Refuse(
            Cursor,
            "is not a cursor of this query; send next_cursor of the page before as it is, with the same filters and "
                + "order"
        );
        return null;
    }
}
