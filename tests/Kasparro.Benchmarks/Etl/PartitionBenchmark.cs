using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Kasparro.Application.Retention;
using Kasparro.Infrastructure.Postgres.Statements;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Npgsql;

namespace Kasparro.Benchmarks.Etl;

/// <summary>
/// What market data in partitions by time would cost readers, and what it costs to remove old prices without them: the
/// product's own statements, planned as the API has them planned, on ten years in one table, in one partition a year
/// and in one a month.
/// </summary>
[SuppressMessage("Security", "CA2100", Justification = "The statements are the benchmark's own.")]
internal static class PartitionBenchmark
{
    private const int Assets = 500;
    private const int Executions = 501;
    private const int Slice = 100_000;

    /// <summary>Fresh values for each execution: a parameter belongs to one command.</summary>
    private static readonly (string Name, string Plan, Func<SqlValue[]> Values)[] s_statements =
    [
        ("data_newest_first", "generic", () => [.. Page, .. Position]),
        ("data_of_assets_newest_first", "custom", () => [.. Page, .. Position, .. Filters(["S77"])]),
        (
            "data_latest",
            "custom",
            () =>
                [.. Page, .. Between, .. Filters(null), ("after_symbol", (string?)null), ("after_name", (string?)null)]
        ),
        ("resume_after", "custom", () => [("source", "csv")]),
    ];

    private static SqlValue[] Page => [("limit", 50), ("offset", 0), ("after_source", (string?)null)];

    private static SqlValue[] Between => [("from", (DateTimeOffset?)null), ("to", (DateTimeOffset?)null)];

    private static SqlValue[] Position =>
        [.. Between, ("after_last_updated", (DateTimeOffset?)null), ("after_asset_id", (Guid?)null)];

    private static SqlValue[] Filters(string[]? symbols) =>
        [("symbols", symbols), ("asset_ids", (Guid[]?)null), ("sources", (string?[]?)null)];

    public static async Task<IReadOnlyList<Measurement>> RunAsync(int rows)
    {
        await using var database = await TestDatabase.CreateAsync();
        await FillAsync(database, rows);
        await CopyAsync(database, "yearly", "1 year");
        await CopyAsync(database, "monthly", "1 month");
        await database.VacuumAsync();

        var measurements = new List<Measurement>();
        foreach (var (name, plan, values) in s_statements)
        {
            var one = await MedianAsync(database, "public", name, plan, values());
            foreach (var (schema, what) in ((string, string)[])[("yearly", "a year"), ("monthly", "a month")])
                measurements.Add(
                    new Measurement(
                        $"`{name}` on a partition {what}",
                        "on one table: p50",
                        await MedianAsync(database, schema, name, plan, values()) / one,
                        Bar: 1.3
                    )
                );
        }

        await RemoveAsync(database);
        return measurements;
    }

    private static async Task FillAsync(TestDatabase database, int rows)
    {
        await database.ExecuteAsync(
            $"""
            INSERT INTO assets SELECT md5(n::text)::uuid, 'S' || n, 'Coin ' || n FROM generate_series(0, {Assets
                - 1}) n;
            INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
            SELECT 'csv', n::text, md5(n::text)::uuid, 'anchor', now() FROM generate_series(0, {Assets - 1}) n;
            INSERT INTO transformations (source, version, silver_rows, failure_rows, transformed_total, failed_total,
                transformed_at) VALUES ('csv', '1', {rows}, 0, {rows}, 0, now());
            """
        );
        for (var from = 0; from < rows; from += Slice)
            await database.ExecuteAsync(
                $"""
                INSERT INTO asset_market_data (asset_id, source, price_usd, market_cap_usd, volume_24h_usd,
                    last_updated, created_at, raw_id)
                SELECT md5((n % {Assets})::text)::uuid, 'csv', 97000 + n / 1000.0, 19268539210 + n, 314982301.5 + n,
                       now() - interval '10 years' + (n / {Assets}) * (interval '10 years' / {rows / Assets}), now(), n
                FROM generate_series({from}, {Math.Min(rows, from + Slice) - 1}) n;
                """
            );
    }

    /// <summary>In a schema of its own, so that the same statements find it.</summary>
    private static async Task CopyAsync(TestDatabase database, string schema, string step)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var copy = new NpgsqlCommand(
            $"""
            CREATE SCHEMA {schema};
            CREATE TABLE {schema}.asset_market_data (LIKE public.asset_market_data) PARTITION BY RANGE (last_updated);
            DO $$
            DECLARE
                first timestamptz;
            BEGIN
                FOR first IN SELECT generate_series(date_trunc('year', now() - interval '11 years'), now(), '{step}')
                LOOP
                    EXECUTE format('CREATE TABLE {schema}.%I PARTITION OF {schema}.asset_market_data '
                                   'FOR VALUES FROM (%L) TO (%L)',
                                   'of_' || to_char(first, 'YYYYMM'), first, first + interval '{step}');
                END LOOP;
            END $$;
            INSERT INTO {schema}.asset_market_data SELECT * FROM public.asset_market_data;
            ALTER TABLE {schema}.asset_market_data ADD PRIMARY KEY (asset_id, source, last_updated);
            CREATE UNIQUE INDEX ON {schema}.asset_market_data (source, raw_id, last_updated);
            CREATE INDEX ON {schema}.asset_market_data (last_updated DESC, asset_id DESC, source DESC);
            CREATE INDEX ON {schema}.asset_market_data (source, last_updated DESC, asset_id DESC);
            """,
            connection
        )
        {
            CommandTimeout = 0,
        };
        await copy.ExecuteNonQueryAsync();
    }

    private static async Task<double> MedianAsync(
        TestDatabase database,
        string schema,
        string statement,
        string plan,
        SqlValue[] values
    )
    {
        await using var connection = await database.OpenConnectionAsync();
        await using (
            var path = new NpgsqlCommand(
                $"SET search_path = {schema}, public; SET plan_cache_mode = force_{plan}_plan",
                connection
            )
        )
            await path.ExecuteNonQueryAsync();
        await using var command = Sql.Command(connection, statement, values);
        await command.PrepareAsync();
        var times = new List<double>(Executions);
        for (var execution = 0; execution < Executions; execution++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync()) { }
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var median = Measurement.Median(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{median, 8:F3} ms  {statement}, {schema}"));
        return median;
    }

    /// <summary>Half of the prices, as a run removes them, against one statement that deletes them.</summary>
    private static async Task RemoveAsync(TestDatabase database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var delete = new NpgsqlCommand(
            "BEGIN; SET LOCAL kasparro.transforming = 'on'; DELETE FROM asset_market_data WHERE source = 'csv' "
                + "AND last_updated < now() - interval '5 years'; ROLLBACK",
            connection
        )
        {
            CommandTimeout = 0,
        };
        var started = Stopwatch.GetTimestamp();
        await delete.ExecuteNonQueryAsync();
        var atOnce = Stopwatch.GetElapsedTime(started);

        await using var etl = EtlProcess.With(
            database,
            TimeProvider.System,
            new Dictionary<string, string?> { ["RETENTION_DAYS"] = "csv=1826" },
            new ScriptedSource("csv")
        );
        started = Stopwatch.GetTimestamp();
        var result = await etl.SendAsync(new ApplyRetention("csv"));
        var inSteps = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Expired:N0} prices removed in {inSteps.TotalSeconds:F1} s, "
                    + $"by one statement in {atOnce.TotalSeconds:F1} s"
            )
        );
    }
}
