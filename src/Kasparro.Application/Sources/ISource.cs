using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;

namespace Kasparro.Application.Sources;

/// <summary>One provider of market data: how its records are fetched and mapped.</summary>
public interface ISource
{
    SourceDescription Description { get; }

    /// <summary>
    /// Streams what the source has, or the past of one coin where the context asks for it, page by page, in the order
    /// to store it. Records of a page may live in its buffer: they are valid until the next page is requested.
    /// </summary>
    /// <exception cref="SourceException">The source failed: class, sentence and next step are in it.</exception>
    IAsyncEnumerable<SourcePage> FetchAsync(FetchContext context, CancellationToken ct);

    /// <summary>
    /// Reads one raw record. Pure: no clock, no I/O, no culture, no zone of the machine; the same record gives the same
    /// result. Never throws for content.
    /// </summary>
    Mapping Map(StoredRecord record);

    /// <summary>
    /// Where <see cref="Map"/> finds what it reads in one raw record; empty where the payload cannot be read.
    /// </summary>
    IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record);
}
