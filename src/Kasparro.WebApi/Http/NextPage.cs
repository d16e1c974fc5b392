namespace Kasparro.WebApi.Http;

/// <summary>The <c>Link</c> header that leads to the next page (RFC 8288).</summary>
internal static class NextPage
{
    public static void Announce(HttpContext context, string cursor) =>
        context.Response.Headers.Link = Link(context.Request, cursor);

    /// <summary>The same query with this cursor, in place of the cursor or offset that this page began with.</summary>
    public static string Link(HttpRequest request, string cursor)
    {
        var query = request.Query.Where(pair =>
            !pair.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase)
            && !pair.Key.Equals("offset", StringComparison.OrdinalIgnoreCase)
        );
        var next = QueryString.Create(query).Add("cursor", cursor);
        return $"<{request.PathBase}{request.Path}{next}>; rel=\"next\"";
    }
}
