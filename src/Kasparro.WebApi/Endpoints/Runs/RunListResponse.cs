using Kasparro.Application.Runs;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Runs;

/// <summary>One page of ingestion runs.</summary>
/// <param name="Runs">Newest first.</param>
/// <param name="Pagination">How to go on.</param>
internal sealed record RunListResponse(IReadOnlyList<RunSummary> Runs, CursorPagination Pagination) : ApiResponse;

/// <summary>One ingestion run.</summary>
/// <param name="Run">The run.</param>
internal sealed record RunResponse(RunSummary Run) : ApiResponse;
