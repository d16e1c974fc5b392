using System.Net;
using System.Net.Sockets;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>Tells addresses of the public internet from those of this machine, its network and its cloud.</summary>
internal static class PublicAddress
{
    /// <summary>IANA's special-purpose addresses that no public host has.</summary>
    private static readonly IPNetwork[] s_special =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network
            "10.0.0.0/8",
            "100.64.0.0/10", // shared by customers of a provider
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local: the metadata services of clouds
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3", // multicast, reserved, broadcast
            "::/96", // unspecified, loopback, and IPv4 in an old notation
            "100::/64",
            "2001:db8::/32",
            "fc00::/7", // unique local
            "fe80::/10", // link-local
            "fec0::/10", // site-local
            "ff00::/8", // multicast
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Prefixes of IPv6 with an IPv4 address behind them: NAT64 at byte 12, 6to4 at byte 2.</summary>
    private static readonly (IPNetwork Network, int At)[] s_embedding =
    [
        (IPNetwork.Parse("64:ff9b::/96"), 12),
        (IPNetwork.Parse("2002::/16"), 2),
    ];

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
            foreach (var (network, at) in s_embedding)
                if (network.Contains(plain))
                    return Is(new IPAddress(plain.GetAddressBytes().AsSpan(at, 4)));
        return !Array.Exists(s_special, network => network.Contains(plain));
    }
}
