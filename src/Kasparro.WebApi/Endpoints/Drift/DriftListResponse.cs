using Kasparro.Application.Drift;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Drift;

/// <summary>One page of changes of sources' records.</summary>
/// <param name="Drifts">The last found first.</param>
/// <param name="Pagination">The size of the page, and the cursor of the next one.</param>
internal sealed record DriftListResponse(IReadOnlyList<DriftDetail> Drifts, CursorPagination Pagination)
    : ApiResponse,
        IPageResponse
{
    string? IPageResponse.NextCursor => Pagination.NextCursor;
}
