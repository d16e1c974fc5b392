using System.Net;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>The network as <see cref="PublicConnector"/> uses it.</summary>
internal interface INetwork
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct);

    /// <summary>Connects to the first of the addresses that accepts.</summary>
    Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken ct);
}
