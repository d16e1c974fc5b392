using System.Globalization;
using System.Net;
using Npgsql;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>Where Npgsql would throw at the first connection, and say little.</summary>
internal static class DatabaseHosts
{
    /// <summary>Null where each host can be connected to, if it is there.</summary>
    public static string? ProblemOf(NpgsqlConnectionStringBuilder builder) =>
        ProblemOf(builder.Host)
        ?? (
            builder.Port is >= 1 and <= IPEndPoint.MaxPort
                ? null
                : $"names the port {builder.Port}; it may be 1 to 65535"
        );

    /// <param name="hosts">One, or several with commas.</param>
    public static string? ProblemOf(string? hosts)
    {
        foreach (var host in hosts?.Split(',', StringSplitOptions.TrimEntries) ?? [])
            if (host.Contains("://", StringComparison.Ordinal))
                return "names a host with a scheme such as http://; a host alone is due";
            else if (PortOf(host) is { } port && !IsPort(port))
                return $"names the port '{port}'; it may be 1 to 65535";
        return null;
    }

    /// <summary>Null for a host without one, a folder of sockets, and an address of IPv6.</summary>
    private static string? PortOf(string host)
    {
        var at = host.LastIndexOf(':');
        var isAddress = at >= 0 && host.IndexOf(':') != at && !host.StartsWith('[');
        return at < 0 || isAddress || at < host.LastIndexOf(']') || host is ['/' or '@', ..] ? null : host[(at + 1)..];
    }

    private static bool IsPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is >= 1 and <= IPEndPoint.MaxPort;
}
