namespace Kasparro.WebApi.Endpoints;

/// <summary>The <c>Link</c> header that leads to the next page (RFC 8288).</summary>
internal static class NextPage
{
    /// <summary>The same query with the cursor in place of whatever said where this page began.</summary>
    public static void Announce(HttpContext context, string cursor)
    {
        var query = context.Request.Query.Where(pair => !pair.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase) && !pair.Key.Equals("offset", StringComparison.OrdinalIgnoreCase));
        var next = QueryString.Create(query).Add("cursor", cursor);
        context.Response.Headers.Link = $"<{context.Request.PathBase}{context.Request.Path}{next}>; rel=\"next\"";
    }
}
