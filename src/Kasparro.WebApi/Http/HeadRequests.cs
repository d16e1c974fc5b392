namespace Kasparro.WebApi.Http;

/// <summary>
/// HEAD asks for what GET would answer, without the body (RFC 9110, section 9.3.2): for monitors and link checkers.
/// </summary>
internal static class HeadRequests
{
    /// <summary>Before routing, which then finds the GET.</summary>
    public static void UseHeadRequests(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                if (!HttpMethods.IsHead(context.Request.Method))
                {
                    await next(context);
                    return;
                }

                context.Features.Set(new WithoutBody());
                context.Request.Method = HttpMethods.Get;
                context.Response.Body = Stream.Null;
                try
                {
                    await next(context);
                }
                finally
                {
                    // For the metrics, which tell what was asked.
                    context.Request.Method = HttpMethods.Head;
                }
            }
        );

    /// <summary>Whether nobody reads the body, so that a long one need not be made.</summary>
    public static bool IsHead(HttpContext context) => context.Features.Get<WithoutBody>() is not null;

    private sealed class WithoutBody;
}
