using Spectre.Console;

namespace Kasparro.UnitTests.EtlHost.Reporting;

/// <summary>The console of the process is replaced meanwhile.</summary>
[NonParallelizable]
public abstract class ConsoleFixture
{
    private readonly StringWriter _written = new();
    private IAnsiConsole _console = null!;

    [SetUp]
    public void Replace()
    {
        _console = AnsiConsole.Console;
        _written.GetStringBuilder().Clear();
        AnsiConsole.Console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(_written) }
        );
        AnsiConsole.Profile.Width = 160;
    }

    [TearDown]
    public void Restore() => AnsiConsole.Console = _console;

    [OneTimeTearDown]
    public void Dispose() => _written.Dispose();

    protected string[] Lines() => $"{_written}".ReplaceLineEndings("\n").TrimEnd().Split('\n');

    protected string[] Row(string source) =>
        Lines()
            .Single(line => line.StartsWith($"│ {source} ", StringComparison.Ordinal))
            .Split('│', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
