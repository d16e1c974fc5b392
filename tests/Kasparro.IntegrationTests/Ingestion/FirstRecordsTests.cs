using System.Buffers.Binary;
using Kasparro.Infrastructure.Postgres.Bronze;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Npgsql;

namespace Kasparro.IntegrationTests.Ingestion;

public sealed class FirstRecordsTests : EtlFixture
{
    [TestCase(new long[] { 1, 2, 3 }, true)]
    [TestCase(
        new long[] { 1, 2, 3, 4 },
        false,
        TestName = "More records than are kept in memory may repeat each other"
    )]
    [TestCase(new long[] { 1, 2, 1 }, false)]
    [TestCase(new long[] { 1, 1, 2, 3 }, false)]
    public async Task Records_are_all_new_where_none_repeats_another_and_all_are_kept_in_memory(
        long[] records,
        bool areAllNew
    )
    {
        await using var read = NpgsqlDataSource.Create(Database.ConnectionString);
        await using var database = new KasparroDatabase(Database.ConnectionString, read);
        await using var session = await database.OpenSessionAsync("kasparro-test", limit: null, CancellationToken.None);
        var first = new FirstRecords(session, BronzeTable.Of("csv")) { MaxRecords = 3 };
        await first.BeginAsync(CancellationToken.None);

        foreach (var record in records)
            first.Add(HashThatBeginsWith(record));

        Assert.That(first.AreAllNew, Is.EqualTo(areAllNew));
    }

    private static byte[] HashThatBeginsWith(long beginning)
    {
        var hash = new byte[32];
        BinaryPrimitives.WriteInt64LittleEndian(hash, beginning);
        return hash;
    }
}
