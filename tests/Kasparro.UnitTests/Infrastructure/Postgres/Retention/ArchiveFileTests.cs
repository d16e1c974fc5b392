using Kasparro.Infrastructure.Postgres.Retention;
using Parquet;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Retention;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ArchiveFileTests
{
    private static readonly ArchivedRecord s_record = new(
        7,
        "bitcoin",
        """{"price": 1.10, "name":"\u0000\ud83d 𝔸"}""",
        """{"time":1}""",
        [1, 2, 3],
        new DateTime(2026, 3, 1, 12, 0, 0, 1, 2, DateTimeKind.Utc),
        new Guid("11111111-2222-3333-4444-555555555555")
    );

    private static readonly ArchivedRecord[] s_others =
    [
        s_record with
        {
            Id = 8,
        },
        s_record with
        {
            SourceId = "Bitcoin",
        },
        // The same characters, of which one is in another field.
        s_record with
        {
            SourceId = "bitcoin{",
            Payload = s_record.Payload[1..],
        },
        s_record with
        {
            Payload = """{"price": 1.1, "name":"\u0000\ud83d 𝔸"}""",
        },
        s_record with
        {
            Envelope = null,
        },
        s_record with
        {
            PayloadHash = [1, 2, 4],
        },
        s_record with
        {
            IngestedAt = s_record.IngestedAt.AddMicroseconds(1),
        },
        s_record with
        {
            RunId = Guid.Empty,
        },
    ];

    private string _path = null!;

    [SetUp]
    public void NameFile() => _path = Path.GetTempFileName();

    [TearDown]
    public void RemoveFile() => File.Delete(_path);

    [Test]
    public async Task What_is_read_again_is_what_was_written()
    {
        var (records, written) = await WriteAsync([s_record, .. s_others]);

        Assert.That(records, Is.EqualTo(1 + s_others.Length));
        Assert.That(await ArchiveFile.ReadDigestAsync(_path, CancellationToken.None), Is.EqualTo(written));
    }

    [Test]
    public async Task Many_groups_of_rows_are_read_in_their_order()
    {
        var (records, written) = await WriteAsync(
            Enumerable.Range(0, 25_001).Select(id => s_record with { Id = id, SourceId = $"{id % 7}" })
        );

        Assert.That(records, Is.EqualTo(25_001));
        Assert.That(await ArchiveFile.ReadDigestAsync(_path, CancellationToken.None), Is.EqualTo(written));
    }

    [TestCase(25_001, 10, 0, new long[] { 10_000, 10_000, 5_001 })]
    [TestCase(7, 3_000_000, 0, new long[] { 3, 3, 1 })]
    [TestCase(7, 10, 3_000_000, new long[] { 3, 3, 1 })]
    [TestCase(2, 1_000_000, 1_000_000, new long[] { 2 })]
    public async Task A_group_of_rows_has_few_enough_to_be_read_in_little_memory(
        int records,
        int payload,
        int envelope,
        long[] groups
    )
    {
        var record = s_record with { Payload = new string('1', payload), Envelope = new string('2', envelope) };
        await WriteAsync(Enumerable.Repeat(record, records));

        await using var stream = File.OpenRead(_path);
        await using var file = await ParquetReader.CreateAsync(stream);
        Assert.That(
            Enumerable.Range(0, file.RowGroupCount).Select(at => file.OpenRowGroupReader(at).RowCount),
            Is.EqualTo(groups)
        );
    }

    [Test]
    [TestCaseSource(nameof(s_others))]
    public async Task A_file_that_differs_in_one_field_has_another_digest(object other)
    {
        var (_, written) = await WriteAsync([s_record]);
        await WriteAsync([(ArchivedRecord)other]);

        Assert.That(await ArchiveFile.ReadDigestAsync(_path, CancellationToken.None), Is.Not.EqualTo(written));
    }

    private Task<(long Records, byte[] Digest)> WriteAsync(IEnumerable<ArchivedRecord> records) =>
        ArchiveFile.WriteAsync(_path, records.ToAsyncEnumerable(), CancellationToken.None);
}
