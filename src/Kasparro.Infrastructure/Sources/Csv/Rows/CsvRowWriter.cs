using System.Buffers;
using System.Text;
using CsvHelper;
using Kasparro.Infrastructure.Sources.Csv.Layouts;
using Kasparro.Infrastructure.Sources.Csv.Values;

namespace Kasparro.Infrastructure.Sources.Csv.Rows;

/// <summary>
/// Writes rows of one file as JSON objects: header → cell, every value a string with the text of the cell, in the order
/// of the header.
/// </summary>
internal sealed class CsvRowWriter
{
    private readonly List<byte[]> _keys = [];
    private readonly CsvColumn[] _columns;
    private readonly CsvFacts _facts;
    private readonly byte[] _member;
    private int _keyBytes;
    private readonly (byte[]? Symbol, byte[] Name, string? Id)[] _ids = new (byte[]?, byte[], string?)[1_024];

    /// <param name="names">Of the columns, as the file has them.</param>
    /// <param name="facts">What is kept with each row.</param>
    public CsvRowWriter(IReadOnlyList<byte[]> names, CsvFacts facts)
    {
        _facts = facts;
        _member = facts.ToMember();
        _columns = [.. names.Select(name => CsvHeader.ColumnOf(name))];
        foreach (var name in names)
            AddKey(name);
    }

    /// <summary>The names in a header that the reader stands on.</summary>
    public static List<byte[]> NamesIn(CsvReader header) =>
        [.. Enumerable.Range(0, header.FieldCount).Select(at => header.GetSpan(at).ToArray())];

    /// <summary>
    /// Writes the row that the reader stands on. Cells that a short row lacks are left out; those beyond the header are
    /// called column_n.
    /// </summary>
    /// <returns>The id of the asset in the row, null where it names none.</returns>
    public string? Write(CsvReader row, IBufferWriter<byte> output)
    {
        while (_keys.Count < row.FieldCount)
            AddKey(Encoding.UTF8.GetBytes($"column_{_keys.Count + 1}"));

        var json = output.GetSpan(
            _keyBytes + (row.RawRecord.Length * JsonCell.LongestEscape) + (row.FieldCount * 2) + 2 + _member.Length
        );
        var at = 0;
        json[at++] = (byte)'{';
        int symbol = -1,
            pair = -1,
            name = -1;
        for (var i = 0; i < row.FieldCount; i++)
        {
            if (i > 0)
                json[at++] = (byte)',';
            _keys[i].CopyTo(json[at..]);
            at += _keys[i].Length;
            at += JsonCell.Write(row.GetSpan(i), json[at..]);
            if (i >= _columns.Length)
                continue;
            if (_columns[i] == CsvColumn.Symbol)
                symbol = i;
            if (_columns[i] == CsvColumn.Pair)
                pair = i;
            if (_columns[i] == CsvColumn.Name)
                name = i;
        }

        _member.CopyTo(json[at..]);
        at += _member.Length;
        json[at++] = (byte)'}';
        output.Advance(at);
        if (symbol < 0)
            symbol = pair;
        return IdOf(symbol < 0 ? [] : row.GetSpan(symbol), name < 0 ? [] : row.GetSpan(name));
    }

    private void AddKey(ReadOnlySpan<byte> header)
    {
        var key = new byte[(header.Length * JsonCell.LongestEscape) + 3];
        var length = JsonCell.Write(header, key);
        key[length++] = (byte)':';
        _keys.Add(key[..length]);
        _keyBytes += length + 1;
    }

    /// <summary>A file has many rows of each asset: one string for all of them, where it is not displaced.</summary>
    private string? IdOf(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(symbol);
        hash.AddBytes(name);
        ref var known = ref _ids[(uint)hash.ToHashCode() % (uint)_ids.Length];
        if (known.Symbol is not null && symbol.SequenceEqual(known.Symbol) && name.SequenceEqual(known.Name))
            return known.Id;
        var identity = CsvIdentity.Of(Encoding.UTF8.GetString(symbol), Encoding.UTF8.GetString(name), _facts);
        known = (symbol.ToArray(), name.ToArray(), CsvAssetId.Of(identity.Symbol, identity.Name));
        return known.Id;
    }
}
