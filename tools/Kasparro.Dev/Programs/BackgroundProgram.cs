using System.Diagnostics;
using System.Globalization;
using Kasparro.Dev.Machine;
using Kasparro.Dev.Settings;

namespace Kasparro.Dev.Programs;

/// <summary>
/// A program that goes on after our end. Its process id is kept; a process is ours only if its command line names our
/// file, because after a reboot the same number may be another's.
/// </summary>
internal sealed class BackgroundProgram(LocalProgram program, string path, RepositoryFolders folders)
{
    /// <summary>
    /// A session of its own where there is setsid, so that neither Ctrl-C nor the end of the terminal reaches it. The
    /// process keeps its id from the shell to the program.
    /// </summary>
    private const string Detached = """
        command -v setsid >/dev/null 2>&1 && set -- setsid "$@"
        exec nohup "$@" </dev/null >>"$0" 2>&1
        """;

    private const int StopAttempts = 150;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    public string Log => folders.InState($"{program.Name}.log");

    public bool IsRunning => FindPid() is not null;

    private string PidFile => folders.InState($"{program.Name}.pid");

    public async Task StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // Before it starts: a reader that waits for a line must not find an earlier program's.
        await File.WriteAllTextAsync(Log, "");
        var start = new ProcessStartInfo("sh", ["-c", Detached, Log, "dotnet", path, .. arguments])
        {
            WorkingDirectory = folders.Root,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await File.WriteAllTextAsync(PidFile, process.Id.ToString(CultureInfo.InvariantCulture));
    }

    public async Task StopAsync()
    {
        if (FindPid() is { } pid)
        {
            ProcessTable.Signal(pid, "TERM");
            for (var attempt = 1; IsRunning; attempt++)
            {
                if (attempt == StopAttempts)
                    ProcessTable.Signal(pid, "KILL");
                await Task.Delay(s_pause);
            }

            Terminal.Say($"{program.Name} stopped.");
        }

        File.Delete(PidFile);
    }

    private int? FindPid() =>
        File.Exists(PidFile)
        && int.TryParse(File.ReadAllText(PidFile), CultureInfo.InvariantCulture, out var pid)
        && ProcessTable.CommandLine(pid).Contains(path, StringComparison.Ordinal)
            ? pid
            : null;
}
