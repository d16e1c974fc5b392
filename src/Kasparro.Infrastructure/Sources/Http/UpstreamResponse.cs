using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>Records as an upstream sent them.</summary>
/// <param name="Body">The array, or object, of the records.</param>
/// <param name="Elements">The records: slices of <paramref name="Body"/>.</param>
/// <param name="Total">Records on all pages, where a <c>total</c> header says so.</param>
/// <param name="PerPage">Records per page, where a <c>per-page</c> header says so.</param>
internal sealed record UpstreamResponse(ReadOnlyMemory<byte> Body, JsonRecords Elements, int? Total, int? PerPage)
{
    /// <summary>Records that are in memory at a time, whatever the response holds.</summary>
    public const int RecordsPerPart = 500;

    /// <summary>The response with what stands around the records.</summary>
    public ReadOnlyMemory<byte> Whole { get; init; }

    /// <summary>Where it came from: what a link in it is relative to.</summary>
    public required Uri Address { get; init; }

    /// <summary>Where a <c>Link</c> header says that the next page is; null where none does.</summary>
    public string? NextLink { get; init; }

    /// <summary>Reads the id of a record.</summary>
    public RecordId RecordId { get; init; } = RecordId.Usual;

    /// <summary>What its records share; null for nothing.</summary>
    public RecordEnvelope? Envelope { get; init; }

    public int PartCount => (Elements.Count + RecordsPerPart - 1) / RecordsPerPart;

    /// <summary>The elements as records, part by part.</summary>
    public IEnumerable<IReadOnlyList<RawRecord>> Parts() => Elements.Parts(RecordsPerPart).Select(ToRecords);

    private RawRecord[] ToRecords(IReadOnlyList<JsonRecordText> elements) => [.. elements.Select(ToRecord)];

    private RawRecord ToRecord(JsonRecordText element) =>
        element.Name is { } name
            ? RawRecord.From(
                name,
                element.Text,
                EnvelopeFields.With(Envelope, EnvelopeFields.Key, EnvelopeFields.Quote(name))
            )
            : RawRecord.From(RecordId.Read(element.Text.Span), element.Text, Envelope ?? RecordEnvelope.None);
}
