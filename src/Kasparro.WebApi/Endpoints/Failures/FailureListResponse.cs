using Kasparro.Application.Failures;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Failures;

/// <summary>One page of rows that could not be transformed.</summary>
/// <param name="Failures">Newest first.</param>
/// <param name="Pagination">The size of the page, and the cursor of the next one.</param>
internal sealed record FailureListResponse(IReadOnlyList<TransformFailure> Failures, CursorPagination Pagination)
    : ApiResponse,
        IPageResponse
{
    string? IPageResponse.NextCursor => Pagination.NextCursor;
}
