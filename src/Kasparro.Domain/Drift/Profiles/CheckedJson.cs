using System.Buffers;

namespace Kasparro.Domain.Drift.Profiles;

/// <summary>
/// Reads JSON that was checked before, token by token: what a general reader checks again takes most of its time.
/// </summary>
/// <param name="json">One JSON value in UTF-8.</param>
internal ref struct CheckedJson(ReadOnlySpan<byte> json)
{
    private const int Null = 4;

    private static readonly SearchValues<byte> s_afterNumber = SearchValues.Create(",]} \t\r\n"u8);

    private static readonly SearchValues<byte> s_structure = SearchValues.Create("\"{}[]"u8);

    private ReadOnlySpan<byte> _left = json;

    /// <summary>The first byte of the token that comes next.</summary>
    public byte Peek()
    {
        while (_left[0] <= (byte)' ')
            _left = _left[1..];
        return _left[0];
    }

    /// <summary>Goes past one byte of structure, and returns it.</summary>
    public byte Take()
    {
        var token = Peek();
        _left = _left[1..];
        return token;
    }

    /// <summary>The characters between the quotation marks, escapes as they were sent.</summary>
    public ReadOnlySpan<byte> TakeString()
    {
        Take();
        var end = _left.IndexOfAny((byte)'"', (byte)'\\');
        while (_left[end] == (byte)'\\')
            end += 2 + _left[(end + 2)..].IndexOfAny((byte)'"', (byte)'\\');
        var text = _left[..end];
        _left = _left[(end + 1)..];
        return text;
    }

    /// <summary>Goes past a text where it is this one, escapes as they were sent.</summary>
    public bool TryTakeString(ReadOnlySpan<byte> text)
    {
        Peek();
        if (_left.Length < text.Length + 2 || _left[text.Length + 1] != (byte)'"' || !_left[1..].StartsWith(text))
            return false;
        _left = _left[(text.Length + 2)..];
        return true;
    }

    public ReadOnlySpan<byte> TakeNumber()
    {
        var end = _left.IndexOfAny(s_afterNumber);
        var number = end < 0 ? _left : _left[..end];
        _left = _left[number.Length..];
        return number;
    }

    /// <summary>Goes past true, false or null.</summary>
    public void TakeWord() => _left = _left[(_left[0] == (byte)'f' ? Null + 1 : Null)..];

    /// <summary>Goes past an object or an array with all that is in it.</summary>
    public void SkipContainer()
    {
        var depth = 0;
        do
        {
            _left = _left[_left.IndexOfAny(s_structure)..];
            if (_left[0] == (byte)'"')
                TakeString();
            else
                depth += Take() is (byte)'{' or (byte)'[' ? 1 : -1;
        } while (depth > 0);
    }
}
