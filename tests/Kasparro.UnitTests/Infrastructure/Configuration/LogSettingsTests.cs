using System.Text.RegularExpressions;
using Kasparro.Infrastructure.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Kasparro.UnitTests.Infrastructure.Configuration;

/// <summary>What a log line looks like where the output is no terminal, and which are written.</summary>
public sealed class LogSettingsTests
{
    [TestCase(LogFormat.Json, @"^\{.*""Message"":""a\\nb"".*\}\n$")]
    [TestCase(LogFormat.Text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warn: Tests\[0\] a b\n$")]
    public void A_line_has_the_format_that_is_set_and_its_time_in_utc(LogFormat format, string expected)
    {
        using var provider = Provider(new LogSettings { Format = format });
        var name = provider.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName ?? "simple";
        var formatter = provider.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == name);
        var line = new StringWriter { NewLine = "\n" };

        formatter.Write(
            new LogEntry<string>(LogLevel.Warning, "Tests", 0, "a\nb", null, (text, _) => text),
            null,
            line
        );

        Assert.That(line.ToString(), Does.Match(new Regex(expected, RegexOptions.Singleline)));
    }

    [TestCase(LogLevel.Debug)]
    [TestCase(LogLevel.Error)]
    public void Less_important_lines_than_the_level_are_not_written(LogLevel level)
    {
        using var provider = Provider(new LogSettings { Level = level });
        var log = provider.GetRequiredService<ILogger<LogSettingsTests>>();

        Assert.That(Enum.GetValues<LogLevel>().Where(log.IsEnabled).Min(), Is.EqualTo(level));
    }

    private static ServiceProvider Provider(LogSettings settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(settings.Apply);
        return services.BuildServiceProvider();
    }
}
