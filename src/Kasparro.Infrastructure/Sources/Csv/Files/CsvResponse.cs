using System.IO.Compression;
using System.Net;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Sources.Csv.Files;

/// <summary>What a response to the request for a CSV says of its body.</summary>
internal static class CsvResponse
{
    public const string AcceptEncoding = "gzip, deflate, br";

    private const string TryLater = "The next run tries again.";

    /// <summary>Null where the body may be a CSV.</summary>
    public static SourceException? Problem(HttpResponseMessage response, string name)
    {
        var status = $"{name} responded with {(int)response.StatusCode} {response.StatusCode}";
        if (response.StatusCode == HttpStatusCode.PartialContent)
            return new SourceException(
                FailureClass.Transient,
                $"{status}: a part of the file, not all of it.",
                TryLater
            );
        if (response.IsSuccessStatusCode)
            return response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml"
                ? new SourceException(
                    FailureClass.Data,
                    $"{name} responded with an HTML page instead of CSV.",
                    "Open the address in a browser: it may want a login, or a link that downloads."
                )
                : null;

        return (int)response.StatusCode is 408 or 429 or >= 500
            ? new SourceException(FailureClass.Transient, $"{status}.", TryLater)
            : new SourceException(
                FailureClass.Config,
                $"{status}.",
                "Check CSV_PATH: the address, and whether it may be read without a login."
            );
    }

    /// <summary>See <see cref="CsvContent.IsEndCertain"/>. The client checks what these announce.</summary>
    public static bool IsEndCertain(HttpResponseMessage response) =>
        response.Content.Headers.ContentLength is not null
        || response.Headers.TransferEncodingChunked == true
        || response.Version.Major >= 2;

    /// <summary>Done here and not by the client, which would hide the length that the server announced.</summary>
    public static Stream Decompressed(HttpResponseMessage response, string name, Stream body) =>
        response
            .Content.Headers.ContentEncoding.Reverse()
            .Aggregate(
                body,
                (bytes, encoding) =>
                    encoding.ToLowerInvariant() switch
                    {
                        "gzip" or "x-gzip" => new GZipStream(bytes, CompressionMode.Decompress),
                        "deflate" => new ZLibStream(bytes, CompressionMode.Decompress),
                        "br" => new BrotliStream(bytes, CompressionMode.Decompress),
                        "identity" => bytes,
                        _ => throw new SourceException(
                            FailureClass.Data,
                            $"{name} is compressed in a way that was not requested.",
                            $"See that the server keeps to the request's Accept-Encoding: {AcceptEncoding}."
                        ),
                    }
            );
}
