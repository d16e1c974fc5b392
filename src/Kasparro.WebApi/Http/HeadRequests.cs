namespace Kasparro.WebApi.Http;

/// <summary>
/// HEAD gets the response of GET without the body (RFC 9110, section 9.3.2): for monitors and link checkers.
/// </summary>
internal static class HeadRequests
{
    /// <summary>Before routing, which then finds the GET.</summary>
    public static void UseHeadRequests(this WebApplication app) =>
        app.Use(
            (context, next) => HttpMethods.IsHead(context.Request.Method) ? HeadAsync(context, next) : next(context)
        );

    private static async Task HeadAsync(HttpContext context, RequestDelegate next)
    {
        context.Features.Set(new WithoutBody());
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            // The log of a request that failed names the method that was sent.
            context.Request.Method = HttpMethods.Head;
        }
    }

    /// <summary>Whether the body is dropped, so that a long one need not be written.</summary>
    public static bool IsHead(HttpContext context) => context.Features.Get<WithoutBody>() is not null;

    private sealed class WithoutBody;
}
