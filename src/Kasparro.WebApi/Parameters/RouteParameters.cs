namespace Kasparro.WebApi.Parameters;

internal static class RouteParameters
{
    /// <summary>Declares the query parameters of a route. Others are refused.</summary>
    public static TBuilder WithParameters<TBuilder>(this TBuilder route, params QueryParameter[] parameters)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DeclaredParameters(parameters));

    /// <summary>Declares a route whose path names what is wanted, and which has no query parameters.</summary>
    public static TBuilder WithPath<TBuilder>(this TBuilder route, params QueryParameter[] path)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DeclaredParameters([], path));
}
