using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>An array as an upstream sent it.</summary>
/// <param name="Body">All of the array.</param>
/// <param name="Elements">Its elements: slices of <paramref name="Body"/>.</param>
/// <param name="Total">Elements on all pages, where a <c>total</c> header says so.</param>
/// <param name="PerPage">Elements per page, where a <c>per-page</c> header says so.</param>
internal sealed record UpstreamResponse(ReadOnlyMemory<byte> Body, JsonArrayBody Elements, int? Total, int? PerPage)
{
    /// <summary>Records that are in memory at a time, whatever the response holds.</summary>
    public const int RecordsPerPart = 500;

    /// <summary>The response with what stands around the array.</summary>
    public ReadOnlyMemory<byte> Whole { get; init; }

    /// <summary>Reads the id of a record.</summary>
    public RecordId RecordId { get; init; } = RecordId.Usual;

    public int PartCount => (Elements.Count + RecordsPerPart - 1) / RecordsPerPart;

    /// <summary>The elements as records, part by part.</summary>
    public IEnumerable<IReadOnlyList<RawRecord>> Parts() => Elements.Parts(RecordsPerPart).Select(ToRecords);

    private RawRecord[] ToRecords(IReadOnlyList<ReadOnlyMemory<byte>> elements) =>
        [.. elements.Select(element => RawRecord.From(RecordId.Read(element.Span), element))];
}
