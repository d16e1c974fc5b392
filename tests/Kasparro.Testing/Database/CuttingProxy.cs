using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Kasparro.Testing.Database;

/// <summary>
/// A network between the product and its database that a test cuts at an exact statement, takes away altogether, or
/// lets swallow packets.
/// </summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;
    private readonly TaskCompletionSource _refusal = new();
    private CancellationTokenSource _up = new();
    private Cut? _next;

    public CuttingProxy(TestDatabase database)
    {
        _server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Host = IPAddress.Loopback.ToString(),
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            SslMode = SslMode.Disable,
            Timeout = 5,
        }.ConnectionString;
        _accepting = AcceptAsync();
    }

    public string ConnectionString { get; }

    /// <summary>While it is, connections are closed as soon as they are made.</summary>
    public bool IsDown { get; set; }

    /// <summary>While it is, packets vanish: connections are made and stay open, and nothing arrives on them.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Ends when the first connection was refused.</summary>
    public Task FirstRefusalAsync() => _refusal.Task;

    /// <summary>Ends the connection that next sends this text; the server never receives it.</summary>
    public void CutBefore(string text) => _next = new Cut(Saying(text), Cutting.Before, () => { });

    /// <summary>
    /// Ends the connection that next sends this text, once the server has done it; its response is lost.
    /// </summary>
    public void CutAfter(string text, Action? then = null) =>
        _next = new Cut(Saying(text), Cutting.After, then ?? (() => { }));

    /// <summary>
    /// Does something at the nth time, from 1, that anything is sent to the server: about each statement is one.
    /// </summary>
    /// <param name="then">Just before the server receives it; with <see cref="Cutting.After"/>, when it has answered.
    /// </param>
    public void At(int send, Cutting cutting, Action then)
    {
        var left = send;
        _next = new Cut(_ => Interlocked.Decrement(ref left) == 0, cutting, then);
    }

    /// <summary>Forgets what was to happen.</summary>
    /// <returns>Whether it has not happened.</returns>
    public bool Disarm() => Interlocked.Exchange(ref _next, null) is not null;

    /// <summary>Every connection ends at once, and no other is made: the machine of the client is gone.</summary>
    public void GoDown()
    {
        IsDown = true;
        _up.Cancel();
    }

    public void ComeUp()
    {
        _up.Dispose();
        _up = new CancellationTokenSource();
        IsDown = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        // First: a listener that is stopped between two connections throws.
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_connections.Keys);
        _end.Dispose();
        _up.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                if (!IsDown)
                {
                    _connections.TryAdd(ServeAsync(client), 0);
                    continue;
                }

                client.Dispose();
                _refusal.TrySetResult();
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = await ConnectAsync();
        using (client)
        using (var over = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, _up.Token))
        {
            Cut? awaited = null;
            await Task.WhenAny(
                PumpAsync(
                    client,
                    server,
                    sent =>
                    {
                        if (Matching(sent) is not { } cut)
                            return true;
                        if (cut.Cutting == Cutting.After)
                            awaited = cut;
                        else
                            cut.Then();
                        return cut.Cutting != Cutting.Before;
                    },
                    over.Token
                ),
                PumpAsync(
                    server,
                    client,
                    _ =>
                    {
                        awaited?.Then();
                        return awaited is null;
                    },
                    over.Token
                )
            );
            await over.CancelAsync();
        }
    }

    private Cut? Matching(ReadOnlyMemory<byte> sent)
    {
        var next = _next;
        return next is not null && next.Matches(sent) && Interlocked.Exchange(ref _next, null) is not null
            ? next
            : null;
    }

    private static Predicate<ReadOnlyMemory<byte>> Saying(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return sent => sent.Span.IndexOf(bytes) >= 0;
    }

    private async Task<Socket> ConnectAsync()
    {
        if (!_server.Host!.StartsWith('/'))
        {
            var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await tcp.ConnectAsync(_server.Host, _server.Port, _end.Token);
            return tcp;
        }

        var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await local.ConnectAsync(new UnixDomainSocketEndPoint($"{_server.Host}/.s.PGSQL.{_server.Port}"), _end.Token);
        return local;
    }

    /// <summary>Forwards what arrives until an end closes, or <paramref name="passes"/> says no.</summary>
    private async Task PumpAsync(Socket from, Socket to, Func<ReadOnlyMemory<byte>, bool> passes, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, ct)) > 0; )
            {
                if (IsSilent)
                    continue;
                if (!passes(buffer.AsMemory(0, read)))
                    return;
                for (var sent = 0; sent < read; )
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), ct);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The other direction ended the connection.
        }
    }

    private sealed record Cut(Predicate<ReadOnlyMemory<byte>> Matches, Cutting Cutting, Action Then);
}
