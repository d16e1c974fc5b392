using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>A network between the product and a test database, which can start to swallow all packets.</summary>
public sealed class NetworkToDatabase : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly EndPoint _server;
    private readonly Task _accepting;
    private volatile bool _swallows;

    public NetworkToDatabase(TestDatabase database)
    {
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        _server = server.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{server.Host}/.s.PGSQL.{server.Port}")
            : new DnsEndPoint(server.Host, server.Port);
        _listener.Start();
        (server.Host, server.Port) = ("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        (server.SslMode, server.Timeout) = (SslMode.Disable, 1);
        ConnectionString = server.ConnectionString;
        _accepting = AcceptAsync();
    }

    /// <summary>Through this network.</summary>
    public string ConnectionString { get; }

    /// <summary>From here on nothing arrives on either side; connections stay open and are still accepted.</summary>
    public void SwallowPackets() => _swallows = true;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(CarryAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        var family = _server.AddressFamily;
        using var server = new Socket(
            family,
            SocketType.Stream,
            family == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp
        );
        using var _ = client;
        try
        {
            await server.ConnectAsync(_server, _stop.Token);
            await Task.WhenAny(CarryAsync(client, server), CarryAsync(server, client));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // One side closed the connection, or the test is over.
        }
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, _stop.Token) is var received and > 0)
        {
            if (_swallows)
                continue;
            await to.SendAsync(buffer.AsMemory(0, received), _stop.Token);
        }

        if (_swallows)
            await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
    }
}
