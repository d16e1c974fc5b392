using System.Net.Sockets;
using System.Text.Json;

namespace Kasparro.Testing.Database;

/// <summary>
/// Asks the Docker engine for its version before Testcontainers is tried, which would wait much longer for none.
/// </summary>
internal static class DockerEngine
{
    /// <summary>What Testcontainers speaks.</summary>
    private static readonly Version s_oldestApi = new(1, 44);

    /// <returns>Why the engine cannot be used, or null where it can.</returns>
    public static async Task<string?> WhyUnusableAsync()
    {
        var host = new Uri(
            Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } given
                ? given
                : "unix:///var/run/docker.sock"
        );
        try
        {
            using var http = new HttpClient(HandlerFor(host)) { Timeout = TimeSpan.FromSeconds(1) };
            var address = host.Scheme == "tcp" ? $"http://{host.Authority}/version" : "http://docker/version";
            using var answer = JsonDocument.Parse(await http.GetStringAsync(new Uri(address)));
            var api = answer.RootElement.GetProperty("ApiVersion").GetString();
            return Version.TryParse(api, out var version) && version >= s_oldestApi
                ? null
                : $"the Docker engine speaks API {api}, {s_oldestApi} is needed";
        }
        catch (Exception e)
            when (e
                    is HttpRequestException
                        or SocketException
                        or OperationCanceledException
                        or JsonException
                        or KeyNotFoundException
            )
        {
            return $"no Docker engine answers at {host}";
        }
    }

    private static SocketsHttpHandler HandlerFor(Uri host)
    {
        var handler = new SocketsHttpHandler();
        if (host.Scheme != "unix")
            return handler;

        handler.ConnectCallback = async (_, ct) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(host.AbsolutePath), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return handler;
    }
}
