using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv;

/// <summary>A CSV behind an address, read as it arrives.</summary>
internal sealed class CsvDownload(IHttpClientFactory clients, TimeProvider time)
{
    public CsvFile Of(Uri address, FetchMetrics metrics)
    {
        // What follows the path of a signed address is its key, and what precedes the host may be a password.
        var name = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return new CsvFile(name, ct => OpenAsync(address, name, metrics, ct));
    }

    private async Task<Stream> OpenAsync(Uri address, string name, FetchMetrics metrics, CancellationToken ct)
    {
        var answer = await SendAsync(address, name, metrics, ct);
        if (Refusal(answer, name) is { } refusal)
        {
            answer.Dispose();
            throw refusal;
        }

        return new CsvByteStream(
            await answer.Content.ReadAsStreamAsync(ct),
            name,
            FailureClass.Transient,
            metrics,
            time,
            answer
        );
    }

    private async Task<HttpResponseMessage> SendAsync(
        Uri address,
        string name,
        FetchMetrics metrics,
        CancellationToken ct
    )
    {
        using var silence = new CancellationTokenSource(CsvByteStream.LongestSilence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
        var client = clients.CreateClient(CsvModule.HttpClientName);
        metrics.CountRequest();
        try
        {
            return await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException late) when (silence.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw CsvByteStream.Silent(name, late);
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

    private static SourceException? Refusal(HttpResponseMessage answer, string name)
    {
        if (answer.IsSuccessStatusCode)
            return answer.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml"
                ? new SourceException(
                    FailureClass.Data,
                    $"{name} answered with an HTML page, not with CSV.",
                    "Open the address in a browser: it may want a login, or a link that downloads."
                )
                : null;

        var sentence = $"{name} answered {(int)answer.StatusCode} {answer.StatusCode}.";
        return (int)answer.StatusCode is 408 or 429 or >= 500
            ? new SourceException(FailureClass.Transient, sentence, "The next run tries again.")
            : new SourceException(
                FailureClass.Config,
                sentence,
                "Check CSV_PATH: the address, and whether it may be read without a login."
            );
    }
}
