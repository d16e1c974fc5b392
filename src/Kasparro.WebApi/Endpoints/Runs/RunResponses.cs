using Kasparro.Application.Runs;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Runs;

/// <summary>One page of ingestion runs.</summary>
/// <param name="Runs">Newest first.</param>
/// <param name="Pagination">The size of the page, and the cursor of the next one.</param>
internal sealed record RunListResponse(IReadOnlyList<RunSummary> Runs, CursorPagination Pagination)
    : ApiResponse,
        IPageResponse
{
    string? IPageResponse.NextCursor => Pagination.NextCursor;
}

/// <summary>One ingestion run.</summary>
/// <param name="Run">The run.</param>
internal sealed record RunResponse(RunSummary Run) : ApiResponse;
