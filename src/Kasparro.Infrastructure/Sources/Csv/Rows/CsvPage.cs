using System.Buffers;
using Kasparro.Domain.Bronze;

namespace Kasparro.Infrastructure.Sources.Csv.Rows;

/// <summary>The records of a page in one buffer, which a later page uses again.</summary>
internal sealed class CsvPage
{
    private const int MaxRecords = 20_000;

    /// <summary>Long rows make shorter pages, so that memory does not follow their length.</summary>
    private const int MaxBytes = 8 * 1_024 * 1_024;

    private readonly ArrayBufferWriter<byte> _json = new(1_024 * 1_024);
    private readonly List<(string? Id, int End)> _rows = new(MaxRecords);
    private readonly List<RawRecord> _records = new(MaxRecords);

    public bool IsEmpty => _rows.Count == 0;

    public bool IsFull => _rows.Count == MaxRecords || _json.WrittenCount >= MaxBytes;

    /// <summary>Where the JSON of the next row is written.</summary>
    public IBufferWriter<byte> Json => _json;

    /// <summary>Ends a row.</summary>
    /// <param name="id">Null: the record is known by its content.</param>
    public void EndRow(string? id) => _rows.Add((id, _json.WrittenCount));

    /// <summary>The rows as records, valid until <see cref="Clear"/>.</summary>
    public IReadOnlyList<RawRecord> Records()
    {
        _records.Clear();
        var start = 0;
        foreach (var (id, end) in _rows)
        {
            _records.Add(RawRecord.From(id, _json.WrittenMemory[start..end]));
            start = end;
        }

        return _records;
    }

    public void Clear()
    {
        _rows.Clear();
        _json.ResetWrittenCount();
    }
}
