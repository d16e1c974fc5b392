using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>
/// A log line as one JSON object: the sentence, and each value in it and around it under its own name, once.
/// </summary>
public sealed class JsonLines(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "kasparro-json";

    private const string Template = "{OriginalFormat}";

    private static readonly JsonWriterOptions s_options = new()
    {
        // Lines are no HTML, and people read them.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter
    )
    {
        using var output = new MemoryStream();
        using (var line = new Utf8JsonWriter(output, s_options))
            Write(line, logEntry, scopeProvider);
        textWriter.Write(System.Text.Encoding.UTF8.GetString(output.GetBuffer().AsSpan(0, (int)output.Length)));
        textWriter.Write('\n');
    }

    private void Write<TState>(Utf8JsonWriter line, in LogEntry<TState> entry, IExternalScopeProvider? scopes)
    {
        var message = entry.Formatter(entry.State, entry.Exception);
        var written = new HashSet<string> { "Timestamp", "LogLevel", "Category", "Event", "Message", "Exception" };
        line.WriteStartObject();
        line.WriteString("Timestamp", time.GetUtcNow().UtcDateTime);
        line.WriteString("LogLevel", entry.LogLevel.ToString());
        line.WriteString("Category", entry.Category);
        if (entry.EventId.Name is { } name)
            line.WriteString("Event", name);
        line.WriteString("Message", message);
        if (entry.Exception is { } exception)
            line.WriteString("Exception", exception.ToString());
        WriteValues(line, entry.State, message, written);
        scopes?.ForEachScope((scope, to) => WriteValues(to, scope, message, written), line);
        line.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter line, object? values, string message, HashSet<string> written)
    {
        if (values is not IEnumerable<KeyValuePair<string, object?>> pairs)
            return;
        foreach (var (name, value) in pairs)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture);
            // A line that is one value has said it.
            if (name == Template || value is null || text == message || !written.Add(name))
                continue;
            switch (value)
            {
                case int or long:
                    line.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                case double number when double.IsFinite(number):
                    line.WriteNumber(name, number);
                    break;
                default:
                    line.WriteString(name, text);
                    break;
            }
        }
    }
}
