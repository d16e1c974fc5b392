using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>What is logged, and how, where the output is no terminal.</summary>
public sealed class LogSettings
{
    [Setting("LOG_LEVEL", "information", Description = "The least important log lines that are written")]
    public LogLevel Level { get; set; } = LogLevel.Information;

    [Setting("LOG_FORMAT", "json", Description = "`json` writes one object a line, `text` one line of text")]
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
