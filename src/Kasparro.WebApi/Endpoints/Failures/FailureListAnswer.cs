using Kasparro.Application.Failures;

namespace Kasparro.WebApi.Endpoints.Failures;

/// <summary>One page of rows that could not be derived.</summary>
/// <param name="Failures">Newest first.</param>
/// <param name="Pagination">How to go on.</param>
internal sealed record FailureListAnswer(IReadOnlyList<FailedRow> Failures, CursorPagination Pagination) : Answer;
