namespace Kasparro.WebApi.Http;

/// <summary>How to go on.</summary>
/// <param name="Limit" example="50">Rows asked for.</param>
/// <param name="Count" example="50">Rows in this page.</param>
/// <param name="NextCursor" example="WyJhMWIyYzNkNGU1ZjYiLCI2Mzg3NDcwMjI0NjcxMTAwMDAiXQ">Give it as cursor for the next
/// page. Null on the last one.</param>
internal sealed record CursorPagination(int Limit, int Count, string? NextCursor);
