namespace Kasparro.WebApi.Protection;

/// <summary>
/// How many ordinary requests one request of a route counts as, against the rate of its client: what makes the database
/// work counts more.
/// </summary>
internal sealed record RequestWeight(Func<HttpRequest, int> Of);

internal static class RequestWeights
{
    /// <summary>Declares what a request of a route counts as; 1 where a route declares nothing.</summary>
    public static TBuilder WithWeight<TBuilder>(this TBuilder route, Func<HttpRequest, int> of)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RequestWeight(of));
}
