using Kasparro.Dev.Postgres;
using Testcontainers.PostgreSql;

namespace Kasparro.Testing.Database;

/// <summary>A throw-away container.</summary>
internal static class ContainerServer
{
    /// <summary>Long enough to pull the image once over a slow line.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public static async Task<TestServer> StartAsync()
    {
        string[] settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];
        var container = new PostgreSqlBuilder(DockerEngine.TestImage)
            .WithDatabase("postgres")
            .WithTmpfsMount("/var/lib/postgresql/data")
            .WithCommand([.. settings.SelectMany(setting => new[] { "-c", setting })])
            .Build();
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await container.StartAsync(patience.Token);
            return new TestServer(container.GetConnectionString(), container);
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }
}
