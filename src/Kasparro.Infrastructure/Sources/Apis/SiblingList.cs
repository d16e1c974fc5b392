using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>
/// Another list of the provider, without which its records cannot be read, such as what a pair is made of. Requested
/// once a fetch, before the records; each record gets its own entry into its envelope, under the same id.
/// </summary>
/// <param name="Name">Of the entry in the envelope.</param>
/// <param name="Address">Relative to the base address.</param>
internal sealed record SiblingList(string Name, string Address)
{
    /// <summary>Where in the response the entries stand; null where they are all of it.</summary>
    public string? RecordsAt { get; init; }

    /// <summary>True where they are members of an object whose names are the ids of the records.</summary>
    public bool AreMembers { get; init; }

    /// <summary>Where in an entry of an array the record's id stands.</summary>
    public string IdAt { get; init; } = "id";

    /// <summary>The entries by the ids of the records; of equal ids the last.</summary>
    /// <exception cref="SourceException">There is no such list, or it is empty.</exception>
    public async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> FetchAsync(
        UpstreamClient upstream,
        FetchContext context,
        CancellationToken ct
    )
    {
        var place = RecordsPlace.Of(RecordsAt, AreMembers);
        var response = await upstream.GetRecordsAsync(Address, page: null, place, context, ct);
        if (response.Elements.Count == 0)
            throw new SourceException(
                Domain.Runs.FailureClass.Data,
                $"{upstream.Upstream.Title} /{Address} is empty.",
                "Nothing of this run was kept; the next run tries again."
            );

        var id = new RecordId(IdAt);
        var entries = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (var part in response.Elements.Parts(UpstreamResponse.RecordsPerPart))
        foreach (var entry in part)
            if ((entry.Name ?? id.Read(entry.Text.Span)) is { } name)
                entries[name] = entry.Text;
        return entries;
    }

    /// <summary>The page with each record's own entry in its envelope.</summary>
    public SourcePage AddTo(SourcePage page, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> entries) =>
        page with
        {
            Records = [.. page.Records.Select(record => AddTo(record, entries))],
        };

    private RawRecord AddTo(RawRecord record, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> entries) =>
        entries.TryGetValue(record.SourceId, out var entry)
            ? record with
            {
                Envelope = EnvelopeFields.With(record.Envelope, Name, entry.Span),
            }
            : record;
}
