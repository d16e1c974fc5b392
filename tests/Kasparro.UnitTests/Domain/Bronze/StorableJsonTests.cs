using System.Text;
using System.Text.Json;
using Kasparro.Domain.Bronze;

namespace Kasparro.UnitTests.Domain.Bronze;

public sealed class StorableJsonTests
{
    [TestCase(0), TestCase(1), TestCase(StorableJson.MaxDepth)]
    public void What_PostgreSQL_can_parse_is_kept_as_it_was_sent(int depth)
    {
        var payload = Nested(depth);
        Assert.That(StorableJson.Of(payload), Is.EqualTo((ReadOnlyMemory<byte>)payload));
    }

    [Test]
    public void A_long_record_that_is_not_deep_is_kept_as_it_was_sent()
    {
        var payload = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("[[]]", 10_000))}]");
        Assert.That(StorableJson.Of(payload), Is.EqualTo((ReadOnlyMemory<byte>)payload));
    }

    [TestCase(StorableJson.MaxDepth + 1), TestCase(1_000_000)]
    public void What_is_deeper_becomes_a_text_that_holds_every_character(int depth)
    {
        var payload = Nested(depth);
        var stored = StorableJson.Of(payload);

        Assert.That(JsonSerializer.Deserialize<string>(stored.Span), Is.EqualTo(Encoding.UTF8.GetString(payload)));
    }

    private static byte[] Nested(int depth) =>
        Encoding.UTF8.GetBytes(new string('[', depth) + "\"ä\\ud800\\\\\"" + new string(']', depth));
}
