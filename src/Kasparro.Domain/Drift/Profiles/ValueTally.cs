using System.Text;

namespace Kasparro.Domain.Drift.Profiles;

/// <summary>What was counted of the values at one path.</summary>
internal sealed class ValueTally
{
    private const int MaxHosts = 8;
    private const int Decades = 81;

    private static readonly int s_types = Enum.GetValues<JsonType>().Length;
    private static readonly int s_formats = Enum.GetValues<ValueFormat>().Length;

    private readonly Dictionary<string, long> _hosts = [];
    private readonly long[] _types = new long[s_types];
    private readonly long[] _formats = new long[s_formats];
    private long[]? _decades;
    private byte[] _lastHost = [];
    private string _lastHostName = "";
    private long _lastRecord = -1;
    private long _seen;
    private long _nulls;

    /// <summary>Which types there are, a bit each.</summary>
    public int Shape
    {
        get
        {
            var shape = 0;
            for (var type = 0; type < s_types; type++)
                shape |= _types[type] > 0 ? 1 << type : 0;
            return shape;
        }
    }

    /// <summary>Once a record, however often it stands there.</summary>
    public void See(long record)
    {
        if (_lastRecord == record)
            return;
        _lastRecord = record;
        _seen++;
    }

    public void CountNull() => _nulls++;

    public void Count(JsonType type) => _types[(int)type]++;

    public void CountNumber(ReadOnlySpan<byte> number)
    {
        _types[(int)JsonType.Number]++;
        _formats[(int)ValueLexeme.FormatOfNumber(number)]++;
        if (ValueLexeme.DecadeOf(number) is { } decade)
            (_decades ??= new long[Decades])[decade + (Decades / 2)]++;
    }

    public void CountText(ReadOnlySpan<byte> text)
    {
        _types[(int)JsonType.String]++;
        var format = ValueLexeme.FormatOfText(text);
        _formats[(int)format]++;
        if (format == ValueFormat.Url)
            CountHost(text);
    }

    public void Merge(ValueTally other)
    {
        (_seen, _nulls) = (_seen + other._seen, _nulls + other._nulls);
        for (var type = 0; type < s_types; type++)
            _types[type] += other._types[type];
        for (var format = 0; format < s_formats; format++)
            _formats[format] += other._formats[format];
        for (var decade = 0; other._decades is { } decades && decade < Decades; decade++)
            (_decades ??= new long[Decades])[decade] += decades[decade];
        foreach (var (host, count) in other._hosts)
            CountHost(host, count);
    }

    public PathCounts ToCounts(long rows) =>
        new()
        {
            Rows = rows,
            Seen = _seen,
            Nulls = _nulls,
            Types = Counted(_types, index => (JsonType)index),
            Formats = Counted(_formats, index => (ValueFormat)index),
            Decades = Counted(_decades ?? [], index => index - (Decades / 2)),
            Hosts = new SortedDictionary<string, long>(_hosts, StringComparer.Ordinal),
        };

    private void CountHost(ReadOnlySpan<byte> url)
    {
        var after = url[(url.IndexOf("//"u8) + 2)..];
        var end = after.IndexOf((byte)'/');
        var host = end < 0 ? after : after[..end];
        if (!host.SequenceEqual(_lastHost))
            (_lastHost, _lastHostName) = (host.ToArray(), Encoding.UTF8.GetString(host));
        CountHost(_lastHostName, 1);
    }

    private void CountHost(string host, long count)
    {
        if (_hosts.TryGetValue(host, out var before) || _hosts.Count < MaxHosts)
            _hosts[host] = before + count;
    }

    private static SortedDictionary<T, long> Counted<T>(long[] counts, Func<int, T> key)
        where T : notnull
    {
        var counted = new SortedDictionary<T, long>();
        for (var index = 0; index < counts.Length; index++)
            if (counts[index] > 0)
                counted[key(index)] = counts[index];
        return counted;
    }
}
