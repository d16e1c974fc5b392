using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>A real PgBouncer in front of one test database, ended when disposed.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";
    private const string Unprivileged = "nobody"; // cspell:disable-line

    private readonly Process _process;
    private readonly string _folder;

    private PgBouncer(Process process, string folder, int port, string database)
    {
        (_process, _folder) = (process, folder);
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Database = database,
            Username = "anyone",
            MaxPoolSize = 20,
        }.ConnectionString;
    }

    /// <summary>Of the test database, through the pooler.</summary>
    public string ConnectionString { get; }

    /// <param name="database">Behind it.</param>
    /// <param name="mode">session, transaction or statement.</param>
    /// <param name="poolSize">Connections to the server.</param>
    /// <returns>Null where PgBouncer is not installed.</returns>
    public static async Task<PgBouncer?> TryStartAsync(TestDatabase database, string mode, int poolSize = 3)
    {
        if (!File.Exists(Program))
            return null;

        var folder = Directory.CreateTempSubdirectory("kasparro-pgbouncer").FullName;
        // Another user runs it where we are root.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var port = FreePort();
        var target = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var password = target.Password is { Length: > 0 } given ? $" password='{given}'" : "";
        var settings = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(
            settings,
            $"""
            [databases]
            {target.Database} = host={target.Host} port={target.Port} user={target.Username}{password}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port.ToString(CultureInfo.InvariantCulture)}
            unix_socket_dir =
            auth_type = any
            pool_mode = {mode}
            default_pool_size = {poolSize.ToString(CultureInfo.InvariantCulture)}
            max_client_conn = 500
            """
        );
        string[] command = Environment.IsPrivilegedProcess
            ? ["runuser", "-u", Unprivileged, "--", Program, "--quiet", settings]
            : [Program, "--quiet", settings];
        var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/", RedirectStandardError = true }
        )!;
        var pooler = new PgBouncer(process, folder, port, target.Database!);
        await pooler.WaitUntilReadyAsync();
        return pooler;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilReadyAsync()
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString
        );
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 500 && !_process.HasExited)
            {
                await Task.Delay(20);
            }
            catch (NpgsqlException reason)
            {
                throw new InvalidOperationException("PgBouncer did not start.", reason);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
