namespace Kasparro.WebApi.Parameters;

internal static class RouteParameters
{
    /// <summary>Says which query parameters a route has. Without this it has none, and refuses all.</summary>
    public static TBuilder WithParameters<TBuilder>(this TBuilder route, params QueryParameter[] parameters)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DeclaredParameters(parameters));
}
