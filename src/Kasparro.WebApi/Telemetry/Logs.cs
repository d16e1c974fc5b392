namespace Kasparro.WebApi.Telemetry;

/// <summary>Logs: for a person on a terminal, else one JSON line an event.</summary>
internal static partial class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        // A failed statement is thrown to us, and told once, where it is handled.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database", LogLevel.None);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        if (!Console.IsOutputRedirected)
            return;

        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "O";
            json.IncludeScopes = true;
        });
    }

    /// <summary>What the ETL would refuse to start with is worth a word here, and no more.</summary>
    public static void WarnOf(this WebApplication app, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
            SourceIsMisconfigured(app.Logger, problem);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ETL would not start: {Problem}")]
    private static partial void SourceIsMisconfigured(ILogger log, string problem);
}
