namespace Kasparro.WebApi.Parameters;

/// <summary>The query parameters of a route, as its metadata.</summary>
internal sealed record DeclaredParameters(IReadOnlyList<QueryParameter> All);
