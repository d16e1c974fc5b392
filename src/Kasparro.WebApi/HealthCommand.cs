using System.Net;

namespace Kasparro.WebApi;

/// <summary>
/// <c>dotnet Kasparro.WebApi.dll health</c>: asks the API that runs beside it whether it is ready. For health checks of
/// containers, whose images have no program that could ask.
/// </summary>
internal static class HealthCommand
{
    public const string Name = "health";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    /// <returns>0 where it is ready, 1 where it is not or does not answer.</returns>
    public static async Task<int> RunAsync(string? urls)
    {
        var address = new Uri(OwnAddress(urls), "/health/ready");
        using var http = new HttpClient { Timeout = s_patience };
        try
        {
            using var answer = await http.GetAsync(address);
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception reason) when (reason is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} does not answer: {reason.Message}");
            return 1;
        }
    }

    /// <summary>
    /// Where a program on the same machine finds what listens on these addresses: http://*:8000;http://[::]:8001.
    /// </summary>
    public static Uri OwnAddress(string? urls)
    {
        var first = string.IsNullOrEmpty(urls) ? ApiRegistration.DefaultAddress : urls.Split(';')[0];
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
