using Kasparro.Dev.Machine;
using Kasparro.Dev.Postgres;
using Kasparro.Dev.Settings;

namespace Kasparro.Dev.Commands;

/// <summary>
/// Builds everything and runs every test on a real PostgreSQL: the one that KASPARRO_TEST_DATABASE_URL names, else a
/// container, else installed server programs, which are installed where there are none of these.
/// </summary>
internal static class TestCommand
{
    /// <summary>How long nothing may happen before the tests that are running are named and ended.</summary>
    private const string HangLimit = "--hangdump-timeout";

    public static async Task<int> RunAsync(RepositoryFolders folders, IReadOnlyList<string> arguments)
    {
        if (
            string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestDatabaseVariables.Url))
            && await NeedsProgramsAsync(Environment.GetEnvironmentVariable(TestDatabaseVariables.Choice))
            && await PackageManager.FindOrInstallAsync() is null
        )
            throw new CannotContinueException(
                "The tests need PostgreSQL: install it (Debian: apt install postgresql; macOS: brew install "
                    + $"postgresql@17), start Docker, or set {TestDatabaseVariables.Url}."
            );
        return await ExternalProgram.RunAsync(
            ["dotnet", "test", "--solution", "Kasparro.sln", .. Complete(arguments)],
            folders.Root
        );
    }

    /// <summary>
    /// A filter leaves most projects without a test, which the runner would call a failure (8). A test that hangs is
    /// named and ends the run, where the arguments say nothing else.
    /// </summary>
    public static IReadOnlyList<string> Complete(IReadOnlyList<string> arguments) =>
        [
            .. arguments,
            .. arguments.Contains("--filter") && !arguments.Contains("--ignore-exit-code")
                ? ["--ignore-exit-code", "8"]
                : (string[])[],
            .. arguments.Contains(HangLimit)
                ? (string[])[]
                : ["--hangdump", HangLimit, "5m", "--hangdump-type", "None"],
        ];

    private static async Task<bool> NeedsProgramsAsync(string? choice) =>
        choice switch
        {
            "docker" => false,
            "local" => ServerPrograms.Find() is null,
            _ => ServerPrograms.Find() is null && !await DockerEngine.ServesTestImageAsync(),
        };
}
