using System.Buffers;
using System.Text.Json;

namespace Kasparro.Domain.Bronze;

/// <summary>
/// A JSON value in one agreed form: keys sorted by their UTF-8 bytes at every level, no space between tokens, the
/// lexemes of numbers, strings and keys as they were sent. Equal keys of one object keep their order, because the last
/// one counts. What lies deeper than <see cref="MaxDepth"/> stays as it was sent.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Levels that are sorted: more than any market data has, few enough for our own stack.</summary>
    public const int MaxDepth = 256;

    /// <summary>The reader keeps a bit a level and does not recurse, so it needs no limit.</summary>
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = int.MaxValue };

    /// <exception cref="JsonException">The text is not one JSON value.</exception>
    public static void Write(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        // It says the same without spaces, so it is never longer.
        var canonical = new SpanWriter(output.GetSpan(json.Length));
        Write(json, MaxDepth, ref canonical);
        output.Advance(canonical.Length);
    }

    private static void Write(ReadOnlySpan<byte> json, int levels, ref SpanWriter output)
    {
        var reader = new Utf8JsonReader(json, s_options);
        reader.Read();
        WriteValue(ref reader, json, levels, ref output);
        reader.Read(); // throws where text follows the value
    }

    private static void WriteValue(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> json,
        int levels,
        ref SpanWriter output
    )
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when levels == 0:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                output.Write(json[start..(int)reader.BytesConsumed]);
                break;
            case JsonTokenType.StartObject:
                WriteObject(ref reader, json, levels, ref output);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader, json, levels, ref output);
                break;
            default:
                output.Write(Lexeme(ref reader, json));
                break;
        }
    }

    private static void WriteArray(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> json,
        int levels,
        ref SpanWriter output
    )
    {
        output.Write((byte)'[');
        for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
        {
            if (!first)
                output.Write((byte)',');
            WriteValue(ref reader, json, levels - 1, ref output);
        }

        output.Write((byte)']');
    }

    private static void WriteObject(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> json,
        int levels,
        ref SpanWriter output
    )
    {
        var members = ArrayPool<Member>.Shared.Rent(32);
        var count = ReadMembers(ref reader, json, ref members);
        SortByKey(members.AsSpan(0, count), json);

        output.Write((byte)'{');
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                output.Write((byte)',');
            output.Write(json[members[i].Key]);
            output.Write((byte)':');
            if (members[i].IsContainer)
                Write(json[members[i].Value], levels - 1, ref output);
            else
                output.Write(json[members[i].Value]);
        }

        output.Write((byte)'}');
        ArrayPool<Member>.Shared.Return(members);
    }

    private static int ReadMembers(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref Member[] members)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (count == members.Length)
                members = Grow(members);
            var keyStart = (int)reader.TokenStartIndex;
            var key = keyStart..(keyStart + reader.ValueSpan.Length + 2);

            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            reader.Skip();
            members[count] = new Member(key, start..(int)reader.BytesConsumed, isContainer, count);
            count++;
        }

        return count;
    }

    private static Member[] Grow(Member[] members)
    {
        var larger = ArrayPool<Member>.Shared.Rent(members.Length * 2);
        members.CopyTo(larger, 0);
        ArrayPool<Member>.Shared.Return(members);
        return larger;
    }

    /// <summary>
    /// Sources send their keys in the same order every time and objects are small, so an insertion sort is both stable
    /// and quick; large objects take the library's.
    /// </summary>
    private static void SortByKey(Span<Member> members, ReadOnlySpan<byte> json)
    {
        if (members.Length > 64)
        {
            SortLarge(members, json.ToArray());
            return;
        }

        for (var i = 1; i < members.Length; i++)
        {
            var member = members[i];
            var at = i;
            for (; at > 0 && Compare(members[at - 1], member, json) > 0; at--)
                members[at] = members[at - 1];
            members[at] = member;
        }
    }

    private static void SortLarge(Span<Member> members, byte[] json) =>
        members.Sort(
            (left, right) => Compare(left, right, json) is var order and not 0 ? order : left.Position - right.Position
        );

    // Without the quotes: the closing one would sort "a" behind "a!".
    private static int Compare(Member left, Member right, ReadOnlySpan<byte> json) =>
        json[(left.Key.Start.Value + 1)..(left.Key.End.Value - 1)]
            .SequenceCompareTo(json[(right.Key.Start.Value + 1)..(right.Key.End.Value - 1)]);

    private static ReadOnlySpan<byte> Lexeme(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json) =>
        json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];

    /// <summary>Room that is known to be enough: asked for once, not for each token.</summary>
    private ref struct SpanWriter(Span<byte> room)
    {
        private readonly Span<byte> _room = room;

        public int Length { get; private set; }

        public void Write(byte token) => _room[Length++] = token;

        public void Write(scoped ReadOnlySpan<byte> text)
        {
            text.CopyTo(_room[Length..]);
            Length += text.Length;
        }
    }

    private readonly record struct Member(Range Key, Range Value, bool IsContainer, int Position);
}
