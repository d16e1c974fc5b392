using System.Net;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>A CSV behind an address, read as it arrives.</summary>
internal sealed class CsvDownload(IHttpClientFactory clients)
{
    /// <summary>For the address that the operator set, wherever it leads.</summary>
    public const string HttpClientName = "csv";

    /// <summary>For addresses that a server redirects to: it connects to public ones only.</summary>
    public const string PublicHttpClientName = "csv redirected";

    private const int MaxRedirects = 5;

    private const string CheckPath = "Check CSV_PATH: use the address that the file itself is at.";

    public CsvFile Of(Uri address, CsvReading reading)
    {
        // What follows the path of a signed address is its key, and what precedes the host may be a password.
        var name = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return new CsvFile(name, IsLocal: false, ct => OpenAsync(address, name, reading, ct));
    }

    private async Task<CsvContent> OpenAsync(Uri address, string name, CsvReading reading, CancellationToken ct)
    {
        var response = await FollowAsync(address, name, reading, ct);
        try
        {
            if (CsvResponse.Problem(response, name) is { } problem)
                throw problem;
            var bytes = CsvResponse.Decompressed(response, name, await response.Content.ReadAsStreamAsync(ct));
            return new CsvContent(bytes, name, FailureClass.Transient, reading)
            {
                Owner = response,
                IsEndCertain = CsvResponse.IsEndCertain(response),
            };
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(
        Uri address,
        string name,
        CsvReading reading,
        CancellationToken ct
    )
    {
        var target = address;
        var isOwnHost = true;
        for (var followed = 0; ; followed++)
        {
            var client = clients.CreateClient(isOwnHost ? HttpClientName : PublicHttpClientName);
            var response = await SendAsync(client, target, name, reading, ct);
            if (Redirect.Of(response) is not { } redirect)
                return response;

            response.Dispose();
            if (!redirect.IsHttp || redirect.IsDowngrade)
                throw Refused(name, "from https to another protocol");
            if (followed == MaxRedirects)
                throw new SourceException(
                    FailureClass.Config,
                    $"{name} redirects more than {MaxRedirects} times.",
                    CheckPath
                );
            target = redirect.Target;
            isOwnHost &= redirect.IsWithinHost;
            if (!isOwnHost && IPAddress.TryParse(target.IdnHost, out var ip) && !PublicAddress.Is(ip))
                throw Refused(name, "to an address that is not public");
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        Uri address,
        string name,
        CsvReading reading,
        CancellationToken ct
    )
    {
        reading.Metrics.CountRequest();
        try
        {
            return await reading.WithinLimitAsync(
                name,
                limit => client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit),
                ct
            );
        }
        catch (HttpRequestException refused) when (refused.InnerException is NonPublicAddressException)
        {
            throw Refused(name, "to an address that is not public", refused);
        }
        catch (HttpRequestException unreachable)
        {
            throw new SourceException(
                FailureClass.Transient,
                $"{name} could not be reached: {unreachable.GetBaseException().Message}",
                "The next run tries again; if it stays so, check CSV_PATH.",
                unreachable
            );
        }
    }

    private static SourceException Refused(string name, string where, Exception? inner = null) =>
        new(FailureClass.Config, $"{name} redirects {where}, which is not followed.", CheckPath, inner);
}
