using System.Text;

namespace Kasparro.UnitTests.Infrastructure.Sources;

/// <summary>Changes a text as networks, bugs and attackers do.</summary>
internal static class PayloadMutations
{
    private static readonly byte[][] s_splices =
    [
        .. new[]
        {
            "\"\\ud800\":1,",
            "\\udc00",
            "\\u0000",
            "\\u",
            "\0",
            "\"",
            "\\",
            ",",
            "\n",
            "\r\n",
            "{",
            "}",
            "]",
            "[[[[[[[[",
            "null",
            "NaN",
            "-",
            "e999999999",
            "0.000000000000000000000000000000000000001",
            "9999-12-31T23:59:59Z",
            "0001-01-01T00:00:00Z",
            "\uFEFF",
            "\u2028",
            "🟥",
            new string('9', 1_100),
            new string('x', 300),
            new string('[', 300) + new string(']', 300),
            new string('[', 5_000) + new string(']', 5_000),
            "\"id\":\"other\",",
            "\"quotes\":{\"USD\":{\"price\":1}},",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static byte[] Mutate(byte[] text, Random random)
    {
        var mutant = text.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            MutateOnce(mutant, random);
        return [.. mutant];
    }

    private static void MutateOnce(List<byte> text, Random random)
    {
        var at = random.Next(text.Count + 1);
        var length = Math.Min(random.Next(1, 20), text.Count - at);
        switch (random.Next(6))
        {
            case 0 when at < text.Count:
                text[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                text.RemoveRange(at, length);
                break;
            case 2:
                text.InsertRange(at, text.GetRange(at, length));
                break;
            case 3:
                text.Insert(at, (byte)random.Next(256));
                break;
            case 4:
                text.RemoveRange(at, text.Count - at); // cut
                break;
            default:
                text.InsertRange(Token(text, at), s_splices[random.Next(s_splices.Length)]);
                break;
        }
    }

    /// <summary>Often a place where a token starts: elsewhere, most splices are no JSON and end early.</summary>
    private static int Token(List<byte> text, int at)
    {
        var start = text.FindIndex(at, value => value is (byte)'{' or (byte)':' or (byte)',' or (byte)'"');
        return start < 0 ? at : start + 1;
    }
}
