using System.Diagnostics;
using System.Globalization;

namespace Kasparro.Dev.Machine;

/// <summary>Processes by their number. After a reboot the same number may be another program's.</summary>
internal static class ProcessTable
{
    /// <summary>Empty for a process that has ended, even while its parent has not collected its exit code.</summary>
    public static string CommandLine(int pid)
    {
        if (!Directory.Exists("/proc/self"))
            return FromPs(pid);
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    public static void Signal(int pid, string signal)
    {
        // The shell's own kill: small systems have no program of that name.
        using var kill = Process.Start(
            new ProcessStartInfo("sh", ["-c", "kill -s \"$0\" \"$1\" 2>/dev/null", signal, Text(pid)])
        );
        kill?.WaitForExit();
    }

    /// <summary>macOS has no /proc.</summary>
    private static string FromPs(int pid)
    {
        using var ps = Process.Start(
            new ProcessStartInfo("ps", ["-p", Text(pid), "-o", "stat=", "-o", "args="])
            {
                RedirectStandardOutput = true,
            }
        );
        var line = ps?.StandardOutput.ReadToEnd() ?? "";
        return line.StartsWith('Z') ? "" : line;
    }

    private static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);
}
