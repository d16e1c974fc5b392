namespace Kasparro.WebApi.Http;

/// <summary>Routes that serve pages from <see cref="PageCache"/>.</summary>
internal static class CachedPages
{
    /// <summary>
    /// Pages of this route are served from memory; <see cref="VersionedPage{T}"/> keeps them for it.
    /// </summary>
    public static TBuilder WithPageCache<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new HasPageCache());

    /// <summary>
    /// A page that was requested in these very words since the latest commit is served before anything else is done for
    /// its route: the parameters are not even read.
    /// </summary>
    public static void UsePageCache(this WebApplication app)
    {
        var cache = app.Services.GetRequiredService<PageCache>();
        app.Use(
            (context, next) =>
                context.GetEndpoint()?.Metadata.GetMetadata<HasPageCache>() is not null
                && cache.Find(PageCache.KeyOf(context.Request)) is { } page
                    ? page.ExecuteAsync(context)
                    : next(context)
        );
    }

    private sealed class HasPageCache;
}
