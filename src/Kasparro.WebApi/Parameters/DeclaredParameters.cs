namespace Kasparro.WebApi.Parameters;

/// <summary>The parameters of a route, as its metadata.</summary>
/// <param name="Query">Its query parameters.</param>
/// <param name="PathId">The id in its path; null where it has none.</param>
internal sealed record DeclaredParameters(IReadOnlyList<QueryParameter> Query, IdParameter? PathId = null);
