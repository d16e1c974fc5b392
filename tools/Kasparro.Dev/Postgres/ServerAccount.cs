using Kasparro.Dev.Machine;

namespace Kasparro.Dev.Postgres;

/// <summary>The user who runs the server. PostgreSQL refuses root; its package brings a user for that.</summary>
internal static class ServerAccount
{
    private static readonly string s_name = File.ReadLines("/etc/passwd")
        .Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
        ? "postgres"
        : "nobody"; // cspell:disable-line

    /// <summary>The command as that user runs it: the same where we are an ordinary user.</summary>
    public static IReadOnlyList<string> Run(params IReadOnlyList<string> command) =>
        !Environment.IsPrivilegedProcess ? command
        : Executables.Has("runuser") ? ["runuser", "-u", s_name, "--", .. command]
        : ["su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", s_name, .. command];

    /// <summary>Makes a folder that only this user can read.</summary>
    public static async Task MakeFolderAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Environment.IsPrivilegedProcess)
            await ExternalProgram.RequireAsync(["chown", s_name, folder]);
    }

    /// <summary>Whether this user can reach and change a folder: root's home is closed to others.</summary>
    public static async Task<bool> CanUseAsync(string folder) =>
        (await ExternalProgram.CaptureAsync(Run("test", "-w", folder))).Succeeded;
}
