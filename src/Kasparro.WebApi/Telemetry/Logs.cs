using Kasparro.Infrastructure.Configuration;

namespace Kasparro.WebApi.Telemetry;

/// <summary>Logs: text on a terminal, otherwise lines as the settings say.</summary>
internal static partial class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder, LogSettings settings)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        // A failed statement throws, and is logged once, where it is handled.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database", LogLevel.None);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        if (!Console.IsOutputRedirected)
            return;

        builder.Logging.ClearProviders();
        settings.Apply(builder.Logging);
    }

    /// <summary>The API runs with settings that the ETL would refuse, and warns of them.</summary>
    public static void WarnOf(this WebApplication app, Settings settings, Settings sourceSettings)
    {
        foreach (var warning in settings.Warnings)
            SettingWarning(app.Logger, warning);
        foreach (var problem in sourceSettings.Problems)
            SourceIsMisconfigured(app.Logger, problem);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void SettingWarning(ILogger log, string warning);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ETL would not start: {Problem}")]
    private static partial void SourceIsMisconfigured(ILogger log, string problem);
}
