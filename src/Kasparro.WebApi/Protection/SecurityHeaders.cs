using Kasparro.WebApi.OpenApi;

namespace Kasparro.WebApi.Protection;

/// <summary>What browsers are told: nothing here is to be framed, guessed at or fed with foreign scripts.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Swagger UI has inline scripts and styles, and images as data.</summary>
    private const string SwaggerPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

    public static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        var isSwagger = context.Request.Path.StartsWithSegments(OpenApiRegistration.Path);
        headers.ContentSecurityPolicy = isSwagger ? SwaggerPolicy : Policy;
        // What depends on committed data says so itself; all else is about this moment.
        if (headers.CacheControl.Count == 0 && !isSwagger)
            headers.CacheControl = "no-store";
    }
}
