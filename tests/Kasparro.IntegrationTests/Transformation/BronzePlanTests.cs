using System.Diagnostics.CodeAnalysis;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Kasparro.Testing;
using Npgsql;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>
/// The first large run is transformed before PostgreSQL has looked at its rows: what it guesses meanwhile must not make
/// each chunk cost as much as all that is left.
/// </summary>
public sealed class BronzePlanTests : EtlFixture
{
    private const int Rows = 100_000;

    [SetUp]
    public Task FillAsync() =>
        Database.ExecuteAsync(
            $$"""
            ALTER TABLE raw_csv SET (autovacuum_enabled = false);
            INSERT INTO etl_runs (run_id, source, triggered_by, status, started_at, records_processed, metadata)
            VALUES ('00000000-0000-0000-0000-000000000001', 'csv', 'manual', 'running', now(), 0, '{}');
            INSERT INTO raw_csv (source_id, payload, payload_hash, ingested_at, run_id)
            SELECT 'btc', '{}', sha256(n::text::bytea), now(), '00000000-0000-0000-0000-000000000001'
            FROM   generate_series(1, {{Rows}}) n
            """
        );

    [TestCase("read_bronze")]
    [TestCase("read_bronze_hashes")]
    [TestCase("read_records_to_archive")]
    [Promise(16)]
    public async Task A_chunk_of_rows_that_statistics_do_not_know_reads_no_others(string statement)
    {
        var plan = await PlanAsync(
            Sql.Find(statement, BronzeTable.Of("csv")),
            new() { ["after_id"] = "10000", ["up_to_id"] = $"{Rows}" }
        );

        Assert.That(plan, Does.Contain("rows=5000 loops=1").And.Not.Contain("Sort").And.Not.Contain("Seq Scan"));
    }

    [Test]
    public async Task A_comparison_of_records_reads_as_many_as_it_compares()
    {
        var plan = await PlanAsync(
            Sql.Find("record_pairs", BronzeTable.Of("csv")),
            new()
            {
                ["source"] = "'csv'",
                ["first_raw_id"] = "10000",
                ["last_raw_id"] = $"{Rows}",
            }
        );

        Assert.That(plan, Does.Not.Match(@"actual [^)]*rows=([6-9]|\d\d)\d{3} "));
    }

    [SuppressMessage("Security", "CA2100", Justification = "The product's own statements.")]
    private async Task<string> PlanAsync(SqlStatement statement, Dictionary<string, string> values)
    {
        var text = statement.Text;
        for (var position = statement.Parameters.Length; position > 0; position--)
            text = text.Replace($"${position}", values[statement.Parameters[position - 1]], StringComparison.Ordinal);
        await using var connection = await Database.OpenConnectionAsync();
        await using var explain = new NpgsqlCommand($"EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) {text}", connection);
        await using var line = await explain.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await line.ReadAsync())
            plan.Add(line.GetString(0));
        return string.Join('\n', plan);
    }
}
