using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Json;

namespace Kasparro.Infrastructure.Sources.Apis;

/// <summary>Reads the fields of a record and of its envelope, each in one pass.</summary>
internal sealed class PlacedFields
{
    private readonly FieldPlace[] _places;
    private readonly string[] _names;
    private readonly int[] _slots;
    private readonly JsonFields _payload;
    private readonly JsonFields? _envelope;

    public PlacedFields(IReadOnlyList<FieldPlace> places)
    {
        _places = [.. places];
        _names = [.. places.Select(place => place.ToString())];
        string[] payload = [.. Paths(inEnvelope: false)];
        string[] envelope = [.. Paths(inEnvelope: true)];
        _slots = [.. places.Select(place => Array.IndexOf(place.IsInEnvelope ? envelope : payload, place.Path))];
        _payload = new JsonFields(payload);
        _envelope = envelope.Length == 0 ? null : new JsonFields(envelope);
    }

    /// <summary>Where a place is in the buffer; null for no place.</summary>
    public int? SlotOf(FieldPlace? place) => place is { } known ? Array.IndexOf(_places, known) : null;

    /// <summary>
    /// Fills the buffer in the order of the places. Null where that went well, else why the payload cannot be read.
    /// </summary>
    public Mapping.Rejected? Read(StoredRecord record, Span<Field> found)
    {
        FieldBuffer payload = default;
        FieldBuffer envelope = default;
        if (_payload.Read(record.Payload.Span, payload) is { } unreadable)
            return unreadable;
        var hasEnvelope = !record.Envelope.IsEmpty && _envelope?.Read(record.Envelope.Span, envelope) is null;

        for (var at = 0; at < _places.Length; at++)
            found[at] = (_places[at].IsInEnvelope, hasEnvelope) switch
            {
                (false, _) => payload[_slots[at]],
                (true, true) => envelope[_slots[at]] with { Name = _names[at] },
                _ => Field.Missing(_names[at]),
            };
        return null;
    }

    private IEnumerable<string> Paths(bool inEnvelope) =>
        _places.Where(place => place.IsInEnvelope == inEnvelope).Select(place => place.Path).Distinct();
}
