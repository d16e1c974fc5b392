using Kasparro.Domain.MarketData;

namespace Kasparro.Application.Sources;

/// <summary>One provider of market data: how its records are fetched and mapped.</summary>
public interface ISource
{
    SourceDescription Description { get; }

    /// <summary>
    /// Streams what the source has, page by page, in the order to store it. Records of a page may live in its
    /// buffer: they are valid until the next page is requested.
    /// </summary>
    /// <exception cref="SourceException">The source failed: class, sentence and next step are in it.</exception>
    IAsyncEnumerable<SourcePage> FetchAsync(FetchContext context, CancellationToken ct);

    /// <summary>
    /// Reads one raw payload. Pure: no clock, no I/O, no culture, no zone of the machine; the same bytes give the same
    /// result. Never throws for content.
    /// </summary>
    /// <param name="payload">JSON in UTF-8, as stored in Bronze.</param>
    Mapping Map(ReadOnlyMemory<byte> payload);

    /// <summary>
    /// Where <see cref="Map"/> finds what it reads in one raw payload; empty where the payload cannot be read.
    /// </summary>
    /// <param name="payload">JSON in UTF-8, as stored in Bronze.</param>
    IReadOnlyList<FieldOrigin> FieldsOf(ReadOnlyMemory<byte> payload);
}
