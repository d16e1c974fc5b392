using System.Net;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>
/// <c>dotnet Kasparro.WebApi.dll health</c>: checks whether the API on this machine is ready. For health checks of
/// containers, whose images have no HTTP client.
/// </summary>
internal static class HealthCommand
{
    public const string Name = "health";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    /// <returns>0 where it is ready, 1 where it is not or does not respond.</returns>
    public static async Task<int> RunAsync(string? urls)
    {
        var address = new Uri(OwnAddress(urls), "/health/ready");
        using var http = new HttpClient { Timeout = s_patience };
        try
        {
            using var response = await http.GetAsync(address);
            await Console.Out.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception reason) when (reason is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} does not respond: {reason.Message}");
            return 1;
        }
    }

    /// <summary>
    /// The address for a program on the same machine, where the API listens on these: http://*:8000;http://[::]:8001.
    /// </summary>
    public static Uri OwnAddress(string? urls)
    {
        var first = string.IsNullOrEmpty(urls) ? ApiSettings.DefaultAddress : urls.Split(';')[0];
        var address = BindingAddress.Parse(first);
        var isAny =
            address.Host is "*" or "+"
            || (
                IPAddress.TryParse(address.Host, out var ip)
                && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
            );
        return new Uri($"{address.Scheme}://{(isAny ? "127.0.0.1" : address.Host)}:{address.Port}");
    }
}
