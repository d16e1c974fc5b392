namespace Kasparro.Testing.Database;

/// <summary>
/// Finds a real PostgreSQL for the tests: the one that is named, else a container, else a cluster from installed
/// programs.
/// </summary>
internal static class PostgresServers
{
    /// <summary>
    /// auto, docker or local. With auto a container that fails for whatever reason is replaced by a local cluster.
    /// </summary>
    public const string ChoiceVariable = "KASPARRO_TEST_DATABASE";

    public static async Task<PostgresServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(GivenServer.Variable) is { Length: > 0 } address)
            return new GivenServer(address);

        return Environment.GetEnvironmentVariable(ChoiceVariable) switch
        {
            "docker" => await ContainerServer.StartAsync(),
            "local" => await LocalCluster.StartAsync(),
            null or "" or "auto" => await StartAnyAsync(),
            var other => throw new InvalidOperationException(
                $"{ChoiceVariable} is '{other}'; it may be auto, docker or local."
            ),
        };
    }

    private static async Task<PostgresServer> StartAnyAsync()
    {
        var (container, whyNot) = await TryContainerAsync();
        if (container is not null)
            return container;

        try
        {
            return await LocalCluster.StartAsync();
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException(
                $"The tests need PostgreSQL. Tried: {GivenServer.Variable} is not set; {whyNot}; {e.Message}. Install Debian's package postgresql, Homebrew's postgresql@17, or start Docker.",
                e
            );
        }
    }

    private static async Task<(PostgresServer? Server, string WhyNot)> TryContainerAsync()
    {
        if (await DockerEngine.WhyUnusableAsync() is { } reason)
            return (null, reason);
        try
        {
            return (await ContainerServer.StartAsync(), "");
        }
        // An edge: Testcontainers and the engine fail in many ways (no image, no helper image, old engine), and a local
        // cluster serves as well.
        catch (Exception e)
        {
            return (null, $"Docker did not run a container: {e.Message}");
        }
    }
}
