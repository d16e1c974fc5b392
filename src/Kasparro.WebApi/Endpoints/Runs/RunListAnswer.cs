using Kasparro.Application.Runs;

namespace Kasparro.WebApi.Endpoints.Runs;

/// <summary>One page of ingestion runs.</summary>
/// <param name="Runs">Newest first.</param>
/// <param name="Pagination">How to go on.</param>
internal sealed record RunListAnswer(IReadOnlyList<RunSummary> Runs, CursorPagination Pagination) : Answer;

/// <summary>One ingestion run.</summary>
/// <param name="Run">The run.</param>
internal sealed record RunAnswer(RunSummary Run) : Answer;
