using Kasparro.Application.Paging;

namespace Kasparro.WebApi.Http;

/// <summary>The size of a page, and the cursor of the next one.</summary>
/// <param name="Limit" example="50">Rows requested.</param>
/// <param name="Count" example="50">Rows in this page.</param>
/// <param name="NextCursor" example="WyJhMWIyYzNkNGU1ZjYiLCI2Mzg3NDcwMjI0NjcxMTAwMDAiXQ">Send it as cursor to get the
/// next page. Null on the last page.</param>
internal sealed record CursorPagination(int Limit, int Count, string? NextCursor)
{
    public static CursorPagination Of<T>(Page<T> page, int limit, Func<T, string> cursorAfter) =>
        new(limit, page.Items.Count, page.HasMore ? cursorAfter(page.Items[^1]) : null);
}
