using System.Text;
using Kasparro.Domain.Bronze;

namespace Kasparro.Application.Explanation;

/// <summary>A raw row: what a source sent, as it was received.</summary>
/// <param name="RawTable" example="raw_coingecko">The table that holds it.</param>
/// <param name="RawId" example="4711">Its id in that table.</param>
/// <param name="SourceAssetId" example="bitcoin">The id that the source gives it.</param>
/// <param name="PayloadHash" example="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08">SHA-256 of its
/// canonical form, in hexadecimal; where the envelope is part of the statement, over both.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="RunId" example="0194eb1a-7f2c-7d53-8a11-5b3c9a7e2f10">The run that stored it.</param>
/// <param name="Page" example="3">The page of the run that it came on; null where the run does not say.</param>
/// <param name="Payload">The record, character for character.</param>
/// <param name="Envelope">What stood around it; null where nothing was kept.</param>
public sealed record RawRecordDetail(
    string RawTable,
    long RawId,
    string SourceAssetId,
    string PayloadHash,
    DateTimeOffset ReceivedAt,
    Guid RunId,
    int? Page,
    JsonText Payload,
    JsonText? Envelope
)
{
    internal StoredRecord ToRecord() =>
        new(
            Encoding.UTF8.GetBytes(Payload.Text),
            Envelope is { Text: var text } ? Encoding.UTF8.GetBytes(text) : default(ReadOnlyMemory<byte>),
            ReceivedAt
        );
}
