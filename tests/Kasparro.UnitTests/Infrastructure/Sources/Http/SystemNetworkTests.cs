using System.Net;
using System.Net.Sockets;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

public sealed class SystemNetworkTests
{
    [Test]
    public async Task A_connection_carries_bytes_and_ends_when_it_is_closed()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;

        var stream = await new SystemNetwork().ConnectAsync([IPAddress.Loopback], port, CancellationToken.None);
        using var accepted = await server.AcceptTcpClientAsync();
        await stream.WriteAsync(new byte[] { 7 });
        await stream.DisposeAsync();

        var received = new byte[2];
        Assert.That(await accepted.GetStream().ReadAsync(received), Is.EqualTo(1));
        Assert.That(await accepted.GetStream().ReadAsync(received), Is.Zero, "the end of the connection");
    }

    [Test]
    public void A_port_where_nothing_listens_is_an_error() =>
        Assert.That(
            () => new SystemNetwork().ConnectAsync([IPAddress.Loopback], 1, CancellationToken.None),
            Throws.InstanceOf<SocketException>()
        );
}
