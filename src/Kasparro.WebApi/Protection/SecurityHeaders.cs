using Kasparro.WebApi.OpenApi;

namespace Kasparro.WebApi.Protection;

/// <summary>Headers for browsers: no framing, no guessing of content types, no foreign scripts.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Swagger UI has inline scripts and styles, and images as data.</summary>
    private const string SwaggerPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

    public static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        var isSwagger = context.Request.Path.StartsWithSegments(OpenApiRegistration.Path);
        headers.ContentSecurityPolicy = isSwagger ? SwaggerPolicy : Policy;
        // Responses made of committed data set their own; all others are about this moment.
        if (headers.CacheControl.Count == 0 && !isSwagger)
            headers.CacheControl = "no-store";
    }
}
