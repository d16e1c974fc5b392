namespace Kasparro.WebApi.Http;

/// <summary>Routes that serve pages from <see cref="PageCache"/>.</summary>
internal static class CachedPages
{
    /// <summary>
    /// A page that was requested in these very words since the latest commit is served before anything else is done for
    /// the route: its parameters are not even read. <see cref="VersionedPage{T}"/> keeps pages for it.
    /// </summary>
    public static TBuilder WithPageCache<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder
    {
        route.Add(endpoint =>
        {
            var cache = endpoint.ApplicationServices.GetRequiredService<PageCache>();
            var handler = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
                cache.Find(PageCache.KeyOf(context.Request)) is { } page
                    ? page.ExecuteAsync(context)
                    : handler(context);
        });
        return route;
    }
}
