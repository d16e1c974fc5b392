using System.Net;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// Connects to public addresses only. The address is judged that is connected to: a name can mean one address when it
/// is checked and another when it is used.
/// </summary>
internal sealed class PublicConnector(INetwork network)
{
    private static readonly Uri s_http = new("http://public.example");
    private static readonly Uri s_https = new("https://public.example");

    /// <exception cref="NonPublicAddressException">The host has no public address.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint;
        var addresses = await network.ResolveAsync(host.Host, ct);
        // A proxy is the operator's own, wherever it stands; it decides itself where it connects to.
        var allowed = IsProxy(host) ? addresses : Array.FindAll(addresses, PublicAddress.Is);
        if (allowed.Length == 0)
            throw new NonPublicAddressException();
        return await network.ConnectAsync(allowed, host.Port, ct);
    }

    private static bool IsProxy(DnsEndPoint host) => IsProxyFor(s_http, host) || IsProxyFor(s_https, host);

    private static bool IsProxyFor(Uri address, DnsEndPoint host) =>
        HttpClient.DefaultProxy.GetProxy(address) is { } proxy && proxy.IdnHost == host.Host && proxy.Port == host.Port;
}
