using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>What is logged, and how, where the output is no terminal.</summary>
public sealed class LogSettings
{
    /// <summary>With a space behind it, O alone would be a letter.</summary>
    private const string LineTime = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    [Setting("LOG_LEVEL", "information", Description = "The least important log lines that are written")]
    public LogLevel Level { get; set; } = LogLevel.Information;

    [Setting("LOG_FORMAT", "json", Description = "`json` writes one object a line, `text` one line of text")]
    public LogFormat Format { get; set; } = LogFormat.Json;

    /// <summary>Writes lines to the standard output as the settings say.</summary>
    public void Apply(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(Level);
        if (Format == LogFormat.Json)
            logging
                .AddConsole(console => console.FormatterName = JsonLines.FormatterName)
                .AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        else
            logging.AddSimpleConsole(console =>
                (console.UseUtcTimestamp, console.TimestampFormat, console.SingleLine) = (true, LineTime, true)
            );
    }
}
