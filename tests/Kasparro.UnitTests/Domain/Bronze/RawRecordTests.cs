using System.Security.Cryptography;
using System.Text;
using Kasparro.Domain.Bronze;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Domain.Bronze;

public sealed class RawRecordTests
{
    private static readonly byte[] s_payload = Encoding.UTF8.GetBytes(" { \"b\" : 1.10 , \"a\" : null } ");

    [Test]
    public void A_record_keeps_the_id_that_its_source_gave_it() =>
        Assert.That(RawRecord.From("bitcoin", s_payload).SourceId, Is.EqualTo("bitcoin"));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a\0b")]
    public void A_record_without_a_storable_id_gets_a_synthetic_one(string? id) =>
        Assert.That(
            RawRecord.From(id, s_payload).SourceId,
            Is.EqualTo(SourceRecordId.Synthetic("{\"a\":null,\"b\":1.10}"u8))
        );

    [Test]
    public void An_id_that_is_too_long_is_not_cut_but_replaced() =>
        Assert.That(
            RawRecord.From(new string('a', 257), s_payload).SourceId,
            Does.StartWith("sha256:").And.Length.EqualTo(7 + 64)
        );

    [TestCase("bitcoin")]
    [TestCase(null)]
    [Promise(1)]
    public void The_payload_is_the_text_that_was_sent(string? id) =>
        Assert.That(RawRecord.From(id, s_payload).Payload.ToArray(), Is.EqualTo(s_payload));

    /// <summary>Stored in every database.</summary>
    [Test]
    public void What_a_source_states_for_all_records_of_a_page_is_part_of_the_hash_behind_a_line_break()
    {
        var stated = new RecordEnvelope("{\"b\":2, \"a\":1}"u8.ToArray(), IsStated: true);

        Assert.That(
            RawRecord.From("bitcoin", s_payload, stated).Hash(),
            Is.EqualTo(SHA256.HashData("{\"a\":null,\"b\":1.10}\n{\"a\":1,\"b\":2}"u8))
        );
    }

    [Test]
    public void What_only_came_with_the_page_is_no_part_of_the_hash()
    {
        var received = new RecordEnvelope("{\"at\":1}"u8.ToArray(), IsStated: false);

        Assert.That(
            RawRecord.From("bitcoin", s_payload, received).Hash(),
            Is.EqualTo(RawRecord.From("bitcoin", s_payload).Hash())
        );
    }

    [Test]
    public void What_PostgreSQL_cannot_parse_is_kept_as_a_text_in_the_envelope_as_in_the_payload()
    {
        var deep = Encoding.UTF8.GetBytes(new string('[', 20_000) + new string(']', 20_000));

        var record = RawRecord.From("bitcoin", deep, new RecordEnvelope(deep, IsStated: true));

        Assert.That(record.Payload.Span[0], Is.EqualTo((byte)'"'));
        Assert.That(record.Envelope.Json.ToArray(), Is.EqualTo(record.Payload.ToArray()));
        Assert.That(record.Envelope.IsStated, Is.True);
    }
}
