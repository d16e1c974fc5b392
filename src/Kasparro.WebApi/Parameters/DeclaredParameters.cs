namespace Kasparro.WebApi.Parameters;

/// <summary>The parameters of a route, as its metadata.</summary>
/// <param name="Query">Its query parameters.</param>
/// <param name="Path">Those in its path.</param>
internal sealed record DeclaredParameters(
    IReadOnlyList<QueryParameter> Query,
    params IReadOnlyList<QueryParameter> Path
);
