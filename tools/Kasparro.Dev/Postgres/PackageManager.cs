using Kasparro.Dev.Machine;

namespace Kasparro.Dev.Postgres;

/// <summary>Gets PostgreSQL's server programs where there are none.</summary>
internal static class PackageManager
{
    private static readonly (string Program, bool NeedsRoot, string[][] Commands)[] s_known =
    [
        (
            "apt-get",
            true,
            [
                ["apt-get", "update", "-q"],
                ["apt-get", "install", "-y", "-q", "--no-install-recommends", "postgresql"],
            ]
        ),
        (
            "dnf",
            true,
            [
                ["dnf", "install", "-y", "postgresql-server"],
            ]
        ),
        (
            "brew",
            false,
            [
                ["brew", "install", "postgresql@17"],
            ]
        ),
    ];

    public static async Task<ServerPrograms?> FindOrInstallAsync() =>
        ServerPrograms.Find() ?? (await InstallAsync() ? ServerPrograms.Find() : null);

    private static async Task<bool> InstallAsync()
    {
        var manager = s_known.FirstOrDefault(known => Executables.Has(known.Program));
        if (manager.Program is null)
            return false;

        Terminal.Say(
            $"No PostgreSQL server ({ServerPrograms.OldestMajor} or newer) is on this machine. Installing it with the "
                + "package manager; to use a database of your own instead, stop this (Ctrl-C) and set DATABASE_URL."
        );
        foreach (var command in manager.Commands)
        {
            var complete = manager.NeedsRoot ? AsRoot(command) : command;
            if (complete is null || await RunAsync(complete) != 0)
                return false;
        }

        return true;
    }

    /// <returns>Null where we cannot become root.</returns>
    private static string[]? AsRoot(string[] command) =>
        Environment.IsPrivilegedProcess ? command
        : !Executables.Has("sudo") ? null
        // Without a terminal sudo cannot ask for a password: it must fail then, not wait.
        : Terminal.CanAsk ? ["sudo", .. command]
        : ["sudo", "-n", .. command];

    /// <summary>Its output goes to standard error: ours may be read by a script.</summary>
    private static Task<int> RunAsync(string[] command) =>
        ExternalProgram.RunAsync(
            ["sh", "-c", "exec \"$0\" \"$@\" >&2", .. command],
            "/",
            new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" }
        );
}
