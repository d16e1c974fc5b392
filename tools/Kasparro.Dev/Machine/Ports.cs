using System.Net;
using System.Net.Sockets;

namespace Kasparro.Dev.Machine;

/// <summary>TCP ports of this machine's loopback address.</summary>
internal static class Ports
{
    public static bool IsInUse(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The first port from this one on that nothing listens on.</summary>
    public static int FirstFree(int from) => Enumerable.Range(from, 65_536 - from).First(port => !IsInUse(port));
}
