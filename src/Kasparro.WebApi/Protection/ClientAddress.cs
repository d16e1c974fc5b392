using System.Net;
using System.Net.Sockets;

namespace Kasparro.WebApi.Protection;

/// <summary>What identifies a client for its limits.</summary>
internal static class ClientAddress
{
    /// <summary>An IPv6 client chooses the rest of its address freely, so that does not identify it.</summary>
    private const int Ipv6NetworkBytes = 8;

    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6NetworkBytes))
            : address.ToString();
    }
}
