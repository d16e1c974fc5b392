using System.Net.Http.Headers;
using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Json;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// Requests lists of records from an upstream. Whatever else comes back is a <see cref="SourceException"/>, never an
/// empty list.
/// </summary>
internal sealed class UpstreamClient(IHttpClientFactory clients, Upstream upstream, TimeProvider time)
{
    /// <summary>The API that it requests from.</summary>
    public Upstream Upstream => upstream;

    /// <inheritdoc cref="GetRecordsAsync(string, int?, RecordsPlace, FetchContext, CancellationToken)"/>
    public Task<UpstreamResponse> GetRecordsAsync(
        string address,
        int? page,
        FetchContext context,
        CancellationToken ct
    ) => GetRecordsAsync(address, page, upstream.Records, context, ct);

    /// <param name="address">Relative to the base address, without a slash in front; or absolute, of the same
    /// host.</param>
    /// <param name="page">For messages; null where there is only one response.</param>
    /// <param name="place">Where in the response the records are.</param>
    /// <exception cref="SourceException">There is no list; or the address is of another host.</exception>
    public async Task<UpstreamResponse> GetRecordsAsync(
        string address,
        int? page,
        RecordsPlace place,
        FetchContext context,
        CancellationToken ct
    )
    {
        using var http = clients.CreateClient(upstream.Source);
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(upstream.BaseAddress, address.TrimStart('/'))
        );
        if (!upstream.IsAt(request.RequestUri!))
            throw UpstreamFailure.LeadsAway(upstream, request, page);
        request.SetFetchContext(context);
        var failure = new UpstreamFailure(upstream, request, page);

        using var response = await SendAsync(http, request, failure, context, ct);
        var body = ((BufferedContent)response.Content).Body;
        if (failure.InResponse(response, body, place) is { } problem)
            throw problem;

        try
        {
            var records = JsonRecords.Read(body, place.At, place.AreMembers);
            return new UpstreamResponse(
                records.Text,
                records,
                Number(response.Headers, "total"),
                Number(response.Headers, "per-page")
            )
            {
                Whole = body,
                Address = request.RequestUri!,
                NextLink = LinkHeader.Next(response.Headers),
                RecordId = upstream.RecordId,
                Envelope = upstream.Envelope.Of(body, time.GetUtcNow()),
            };
        }
        catch (JsonRecordsException notAnArray)
        {
            throw failure.InBody(notAnArray);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        HttpRequestMessage request,
        UpstreamFailure failure,
        FetchContext context,
        CancellationToken ct
    )
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException unreachable)
        {
            throw failure.Unreachable(unreachable);
        }
        catch (BrokenCircuitException open)
        {
            throw failure.CircuitOpen(open);
        }
        catch (Exception late)
            when (late is TimeoutRejectedException or OperationCanceledException && time.GetUtcNow() >= context.Deadline
            )
        {
            throw failure.DeadlinePassed(late);
        }
        catch (TimeoutRejectedException slow)
        {
            throw failure.TooSlow(slow);
        }
    }

    private static int? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && int.TryParse(values.First(), System.Globalization.CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : null;
}
