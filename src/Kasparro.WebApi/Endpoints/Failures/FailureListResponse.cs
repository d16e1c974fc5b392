using Kasparro.Application.Failures;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Failures;

/// <summary>One page of rows that could not be derived.</summary>
/// <param name="Failures">Newest first.</param>
/// <param name="Pagination">How to go on.</param>
internal sealed record FailureListResponse(IReadOnlyList<TransformFailure> Failures, CursorPagination Pagination)
    : ApiResponse;
