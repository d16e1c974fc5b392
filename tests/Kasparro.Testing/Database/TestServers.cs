using Kasparro.Dev.Machine;
using Kasparro.Dev.Postgres;

namespace Kasparro.Testing.Database;

/// <summary>
/// Finds a real PostgreSQL for the tests: the one that is named, else a container, else a cluster from installed
/// programs. With auto a container that fails for whatever reason is replaced by such a cluster.
/// </summary>
internal static class TestServers
{
    public static async Task<TestServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(TestDatabaseVariables.CitusUrl) is { Length: > 0 } coordinator)
            return await CitusServer.AtAsync(GivenServer.At(coordinator).ConnectionString);
        if (Environment.GetEnvironmentVariable(TestDatabaseVariables.Url) is { Length: > 0 } address)
            return GivenServer.At(address);

        return Environment.GetEnvironmentVariable(TestDatabaseVariables.Choice) switch
        {
            "docker" => await ContainerServer.StartAsync(),
            "local" => await StartClusterAsync(),
            null or "" or "auto" => await StartAnyAsync(),
            var other => throw new InvalidOperationException(
                $"{TestDatabaseVariables.Choice} is '{other}'; it may be auto, docker or local."
            ),
        };
    }

    private static async Task<TestServer> StartClusterAsync()
    {
        var cluster = await EphemeralCluster.StartAsync();
        return new TestServer(cluster.ConnectionString, cluster);
    }

    private static async Task<TestServer> StartAnyAsync()
    {
        var (container, whyNot) = await TryContainerAsync();
        if (container is not null)
            return container;

        try
        {
            return await StartClusterAsync();
        }
        catch (CannotContinueException e)
        {
            throw new InvalidOperationException(
                $"The tests need PostgreSQL. Tried: {TestDatabaseVariables.Url} is not set; {whyNot}; {e.Message}. "
                    + "Install Debian's package postgresql, Homebrew's postgresql@17, or start Docker.",
                e
            );
        }
    }

    private static async Task<(TestServer? Server, string WhyNot)> TryContainerAsync()
    {
        if (await DockerEngine.WhyNoTestcontainersAsync() is { } reason)
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
