using Kasparro.Domain.Bronze;

namespace Kasparro.UnitTests.Domain.Bronze;

public sealed class SourceRecordIdTests
{
    [TestCase("bitcoin")]
    [TestCase(" ")]
    [TestCase("比特币")]
    [TestCase("😀")]
    [TestCase("a\u001fb", TestName = "A_control_character_may_stand_in_an_id")]
    public void Any_text_that_can_be_stored_is_an_id(string id) => Assert.That(SourceRecordId.IsStorable(id), Is.True);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a\0b")]
    public void Nothing_and_what_cannot_be_stored_is_no_id(string? id) =>
        Assert.That(SourceRecordId.IsStorable(id), Is.False);

    [Test]
    public void Half_a_surrogate_pair_is_no_id() => Assert.That(SourceRecordId.IsStorable("a\ud800"), Is.False);

    [TestCase("a", 256, true)]
    [TestCase("a", 257, false)]
    [TestCase("é", 128, true)]
    [TestCase("é", 129, false)]
    public void An_id_is_measured_in_bytes(string character, int count, bool storable) =>
        Assert.That(
            SourceRecordId.IsStorable(string.Concat(Enumerable.Repeat(character, count))),
            Is.EqualTo(storable)
        );

    [Test]
    public void A_record_without_an_id_is_named_by_its_content() =>
        Assert.That(
            SourceRecordId.Synthetic("{}"u8),
            Is.EqualTo("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")
        );

    [Test]
    public void A_synthetic_id_does_not_depend_on_the_order_of_keys_and_is_storable()
    {
        var id = SourceRecordId.Synthetic("{\"b\":1, \"a\":2}"u8);
        Assert.That(id, Is.EqualTo(SourceRecordId.Synthetic("{\"a\":2,\"b\":1}"u8)));
        Assert.That(SourceRecordId.IsStorable(id), Is.True);
    }
}
