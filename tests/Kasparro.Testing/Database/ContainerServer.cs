using Testcontainers.PostgreSql;

namespace Kasparro.Testing.Database;

/// <summary>A throw-away container.</summary>
internal sealed class ContainerServer : PostgresServer
{
    private const string Image = "postgres:17-alpine";

    /// <summary>Long enough to pull the image once over a slow line.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly PostgreSqlContainer _container;

    private ContainerServer(PostgreSqlContainer container) => _container = container;

    public override string ConnectionString => _container.GetConnectionString();

    public static async Task<PostgresServer> StartAsync()
    {
        var container = new PostgreSqlBuilder(Image)
            .WithDatabase("postgres")
            .WithTmpfsMount("/var/lib/postgresql/data")
            .WithCommand(
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_connections=300"
            )
            .Build();
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await container.StartAsync(patience.Token);
            return new ContainerServer(container);
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    public override ValueTask DisposeAsync() => _container.DisposeAsync();
}
