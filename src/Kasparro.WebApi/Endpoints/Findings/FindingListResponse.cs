using Kasparro.Application.Findings;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Findings;

/// <summary>One page of findings.</summary>
/// <param name="Findings">The last opened first.</param>
/// <param name="Pagination">The size of the page, and the cursor of the next one.</param>
internal sealed record FindingListResponse(IReadOnlyList<FindingDetail> Findings, CursorPagination Pagination)
    : ApiResponse,
        IPageResponse
{
    string? IPageResponse.NextCursor => Pagination.NextCursor;
}
