using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Kasparro.EtlHost.Reporting;

/// <summary>
/// Log lines on a terminal, through the console that draws the progress: it puts them above the lines that move, which
/// a second writer would tear.
/// </summary>
internal sealed class TerminalLogs : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new TerminalLog();

    public void Dispose() { }

    private sealed class TerminalLog : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel))
                return;
            var (colour, word) = logLevel == LogLevel.Warning ? ("yellow", "warning") : ("red", "error");
            AnsiConsole.MarkupLine($"[{colour}]{word}:[/] {Markup.Escape(formatter(state, exception))}");
            if (exception is not null)
                AnsiConsole.WriteLine(exception.ToString());
        }
    }
}
