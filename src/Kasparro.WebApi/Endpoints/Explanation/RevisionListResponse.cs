using Kasparro.Application.Explanation;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Explanation;

/// <summary>All that a source said about one instant.</summary>
/// <param name="Revisions">The current statement first, then the ones that it replaced.</param>
internal sealed record RevisionListResponse(IReadOnlyList<Statement> Revisions) : ApiResponse;
