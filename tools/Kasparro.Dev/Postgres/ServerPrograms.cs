using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Kasparro.Dev.Machine;

namespace Kasparro.Dev.Postgres;

/// <summary>PostgreSQL's server programs on this machine.</summary>
/// <param name="Folder">Holds initdb, postgres, pg_ctl and pg_basebackup.</param>
internal sealed partial record ServerPrograms(string Folder, int Major)
{
    public const int OldestMajor = 15;

    private static readonly string[] s_programs = ["initdb", "postgres", "pg_ctl", "pg_basebackup"];

    /// <summary>
    /// Parents of the folders that have a bin, and how those are called: Debian, Red Hat, Homebrew, Postgres.app.
    /// </summary>
    private static readonly (string Parent, string Prefix)[] s_installFolders =
    [
        ("/usr/lib/postgresql", ""),
        ("/usr", "pgsql-"),
        ("/opt/homebrew/opt", "postgresql@"),
        ("/usr/local/opt", "postgresql@"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql@"),
        ("/Applications/Postgres.app/Contents/Versions", ""),
        ("/usr/local", "pgsql"),
    ];

    /// <summary>The newest ones, or those of one major version: another cannot read its data.</summary>
    /// <returns>Null where there are none that are new enough.</returns>
    public static ServerPrograms? Find(int? major = null) =>
        Choose(Candidates().Select(folder => new ServerPrograms(folder, MajorIn(folder))), major);

    public static ServerPrograms? Choose(IEnumerable<ServerPrograms> found, int? major) =>
        found
            .Where(programs => programs.Major >= OldestMajor && programs.Major == (major ?? programs.Major))
            // Stable: of equals, the first on the PATH.
            .OrderByDescending(programs => programs.Major)
            .FirstOrDefault();

    /// <param name="version">What <c>postgres --version</c> prints.</param>
    public static int ParseMajor(string version) =>
        VersionLine().Match(version) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;

    public string Path(string program) => System.IO.Path.Combine(Folder, program);

    private static IEnumerable<string> Candidates() =>
        Executables
            .Path.Concat(
                from install in s_installFolders
                where Directory.Exists(install.Parent)
                from folder in Directory.EnumerateDirectories(install.Parent, $"{install.Prefix}*")
                select System.IO.Path.Combine(folder, "bin")
            )
            // A client's folder has no initdb.
            .Where(folder => s_programs.All(program => File.Exists(System.IO.Path.Combine(folder, program))));

    private static int MajorIn(string folder)
    {
        using var postgres = Process.Start(
            new ProcessStartInfo(System.IO.Path.Combine(folder, "postgres"), ["--version"])
            {
                RedirectStandardOutput = true,
            }
        );
        return ParseMajor(postgres?.StandardOutput.ReadToEnd() ?? "");
    }

    [GeneratedRegex(@"^postgres \(PostgreSQL\) (\d+)")]
    private static partial Regex VersionLine();
}
