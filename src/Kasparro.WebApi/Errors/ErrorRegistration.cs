namespace Kasparro.WebApi.Errors;

/// <summary>Every error, of ours or of the framework, becomes a <see cref="ProblemResponse"/>.</summary>
internal static class ErrorRegistration
{
    public static void AddErrors(this IServiceCollection services)
    {
        // Before the framework's own writer: the first one that can write does.
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<UnhandledExceptions>();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
    }

    public static void UseErrors(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }
}
