namespace Kasparro.WebApi.Parameters;

internal static class RouteParameters
{
    /// <summary>Declares the query parameters of a route. Others are refused.</summary>
    public static TBuilder WithParameters<TBuilder>(this TBuilder route, params QueryParameter[] parameters)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DeclaredParameters(parameters));

    /// <summary>Declares a route whose path has an id, and which has no query parameters.</summary>
    public static TBuilder WithPathId<TBuilder>(this TBuilder route, IdParameter id)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DeclaredParameters([], id));
}
