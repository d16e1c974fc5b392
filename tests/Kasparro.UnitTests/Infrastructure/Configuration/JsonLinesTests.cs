using System.Text.Json;
using Kasparro.Infrastructure.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Infrastructure.Configuration;

/// <summary>A log line is one JSON object that says each thing once.</summary>
public sealed partial class JsonLinesTests
{
    private readonly LoggerExternalScopeProvider _scopes = new();

    [Test]
    public void A_line_has_its_sentence_and_each_value_once()
    {
        using var run = _scopes.Push(new Dictionary<string, object?> { ["RunId"] = Guid.Empty, ["Source"] = "other" });
        var line = LineOf(log => Committed(log, "coingecko", 250, 0.5));

        Assert.That(line, Does.EndWith("}\n"));
        Assert.That(
            JsonElement.Parse(line).EnumerateObject().Select(member => $"{member.Name}={member.Value}"),
            Is.EquivalentTo(
                new[]
                {
                    "Timestamp=2026-01-02T03:04:05Z",
                    "LogLevel=Information",
                    "Category=Tests",
                    "Event=Committed",
                    "Message=coingecko: 250 rows in 0.5 s",
                    "Source=coingecko",
                    "Rows=250",
                    "Seconds=0.5",
                    $"RunId={Guid.Empty}",
                }
            )
        );
    }

    [Test]
    public void A_line_that_is_one_value_says_it_once() =>
        Assert.That(
            JsonElement
                .Parse(LineOf(log => Said(log, "ok    schema: it has every migration")))
                .EnumerateObject()
                .Select(member => member.Name),
            Is.EqualTo(new[] { "Timestamp", "LogLevel", "Category", "Event", "Message" })
        );

    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "Infinity")]
    public void A_number_that_JSON_does_not_have_is_a_text(double seconds, string text) =>
        Assert.That(
            JsonElement.Parse(LineOf(log => Committed(log, "csv", 1, seconds))).GetProperty("Seconds").GetString(),
            Is.EqualTo(text)
        );

    [Test]
    public void A_line_end_and_an_exception_stay_within_the_line()
    {
        var line = LineOf(log => Failed(log, "a\nb\"<", new InvalidOperationException("x\ny")));

        Assert.That(line.Count(character => character == '\n'), Is.EqualTo(1));
        Assert.That(JsonElement.Parse(line).GetProperty("Exception").GetString(), Does.Contain("x\ny"));
        Assert.That(line, Does.Contain("a\\nb\\\"<"));
    }

    private string LineOf(Action<ILogger> write)
    {
        var lines = new StringWriter();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        write(new LineLogger(new JsonLines(time), _scopes, lines));
        return lines.ToString();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {Rows} rows in {Seconds} s")]
    private static partial void Committed(ILogger log, string source, long rows, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    private static partial void Said(ILogger log, string line);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem} was wrong")]
    private static partial void Failed(ILogger log, string problem, Exception reason);

    private sealed class LineLogger(JsonLines target, IExternalScopeProvider scopes, TextWriter lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> format
        ) => target.Write(new LogEntry<TState>(logLevel, "Tests", eventId, state, exception, format), scopes, lines);
    }
}
