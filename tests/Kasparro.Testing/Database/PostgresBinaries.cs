namespace Kasparro.Testing.Database;

/// <summary>Where this machine has PostgreSQL's server programs, if it has them.</summary>
internal static class PostgresBinaries
{
    private static readonly string[] s_installFolders =
    [
        "/usr/lib/postgresql",
        "/opt/homebrew/opt",
        "/usr/local/opt",
        "/home/linuxbrew/.linuxbrew/opt",
        "/Applications/Postgres.app/Contents/Versions",
        "/usr",
    ];

    /// <summary>What makes a server, what it is, and what makes its standby.</summary>
    private static readonly string[] s_programs = ["initdb", "postgres", "pg_basebackup"];

    /// <returns>The folder that holds all of them, or null.</returns>
    public static string? Find() =>
        Candidates().FirstOrDefault(folder => s_programs.All(program => File.Exists(Path.Combine(folder, program))));

    private static IEnumerable<string> Candidates()
    {
        // Debian and Postgres.app name the folder 17, Homebrew postgresql@17, Red Hat pgsql-17.
        var installed =
            from parent in s_installFolders
            where Directory.Exists(parent)
            from folder in Directory.EnumerateDirectories(parent)
            let name = Path.GetFileName(folder)
            let version = name.StartsWith("postgresql@", StringComparison.Ordinal) ? name["postgresql@".Length..]
            : name.StartsWith("pgsql-", StringComparison.Ordinal) ? name["pgsql-".Length..]
            : name
            where int.TryParse(version, out var number) && number >= 15
            orderby int.Parse(version, System.Globalization.CultureInfo.InvariantCulture) descending
            select Path.Combine(folder, "bin");
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(installed);
    }
}
