using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>What is logged, and how, where the output is no terminal.</summary>
public sealed class LogSettings
{
    /// <summary>The least important lines that are written: debug, information, warning or error.</summary>
    [Setting("LOG_LEVEL", "information")]
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>json: one object a line; text: one line of text.</summary>
    [Setting("LOG_FORMAT", "json")]
    public LogFormat Format { get; set; } = LogFormat.Json;

    /// <summary>Writes lines to the standard output as the settings say.</summary>
    /// <param name="addJson">JSON, one object a line.</param>
    /// <param name="addText">Text.</param>
    public void Apply(ILoggingBuilder logging, Action<ILoggingBuilder> addJson, Action<ILoggingBuilder> addText)
    {
        logging.SetMinimumLevel(Level);
        (Format == LogFormat.Json ? addJson : addText)(logging);
    }
}
