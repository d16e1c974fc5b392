using System.Buffers;
using Kasparro.Application.Sources;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// Reads the whole body, inside the retry and the attempt's timeout: a body that is cut off or cannot be decompressed
/// is a failed attempt. Holds no more than the allowed size.
/// </summary>
internal sealed class BufferingHandler(Upstream upstream) : DelegatingHandler
{
    private const int ChunkBytes = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var metrics = request.GetFetchContext().Metrics;
        metrics.CountRequest();

        var response = await base.SendAsync(request, ct);
        try
        {
            var body = await ReadBodyAsync(request, response.Content, metrics, ct);
            var received = new BufferedContent(body, response.Content.Headers.ContentType, upstream);
            response.Content.Dispose();
            response.Content = received;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<byte[]> ReadBodyAsync(
        HttpRequestMessage request,
        HttpContent content,
        FetchMetrics metrics,
        CancellationToken ct
    )
    {
        try
        {
            if (content.Headers.ContentLength > upstream.MaxResponseBytes)
                throw UpstreamFailure.TooLarge(upstream, request);

            var body = new ArrayBufferWriter<byte>(ChunkBytes);
            await using var stream = await content.ReadAsStreamAsync(ct);
            while (await stream.ReadAsync(body.GetMemory(ChunkBytes), ct) is var read and > 0)
            {
                body.Advance(read);
                metrics.CountBytes(read);
                if (body.WrittenCount > upstream.MaxResponseBytes)
                    throw UpstreamFailure.TooLarge(upstream, request);
            }

            return body.WrittenSpan.ToArray();
        }
        catch (Exception damaged) when (BodyDamage.Is(damaged))
        {
            // One type for all that connections and decoders throw: the retry knows it.
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The body was cut off or damaged.", damaged);
        }
    }
}
