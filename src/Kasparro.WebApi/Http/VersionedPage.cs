using System.Text.Json;

namespace Kasparro.WebApi.Http;

/// <summary>
/// A page of one version of Silver: serialised once, for this response and for those until the next commit.
/// </summary>
/// <param name="response">The page.</param>
/// <param name="version">Null where it has no rows: no version is known then.</param>
/// <param name="json">How it is written.</param>
internal sealed class VersionedPage<T>(T response, long? version, JsonSerializerOptions json) : IResult
    where T : ApiResponse, IPageResponse
{
    public Task ExecuteAsync(HttpContext context)
    {
        var page = SerialisedPage.Of(response, version, json, context.Request);
        context.RequestServices.GetRequiredService<PageCache>().Keep(PageCache.KeyOf(context.Request), page);
        return page.ExecuteAsync(context);
    }
}
