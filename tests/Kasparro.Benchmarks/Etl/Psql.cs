using System.Diagnostics;
using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.Benchmarks.Etl;

/// <summary>The same work as PostgreSQL does it alone, by hand-written SQL.</summary>
internal static class Psql
{
    /// <summary>Set-based, with the same rules as ours: identity, validation, later-received wins.</summary>
    public const string Transform = """
        BEGIN;
        CREATE TEMP TABLE ids ON COMMIT DROP AS SELECT source_id, min(payload->>'Symbol') AS symbol,
            min(payload->>'Name') AS name FROM raw_csv GROUP BY 1;
        INSERT INTO assets SELECT md5(symbol || name)::uuid, upper(symbol), name FROM ids ON CONFLICT DO NOTHING;
        INSERT INTO asset_sources SELECT 'csv', source_id, md5(symbol || name)::uuid, 'sql', now() FROM ids
            ON CONFLICT DO NOTHING;
        INSERT INTO asset_market_data AS kept (asset_id, source, last_updated, price_usd, market_cap_usd,
            volume_24h_usd, created_at, raw_id)
        SELECT DISTINCT ON (asset_id, at) asset_id, 'csv', at, price, cap, volume, now(), id
        FROM  (SELECT l.asset_id, (r.payload->>'Date')::timestamp AT TIME ZONE 'UTC' AS at,
                      (r.payload->>'Close')::numeric AS price,
                      (r.payload->>'Marketcap')::numeric AS cap, (r.payload->>'Volume')::numeric AS volume, r.id
               FROM raw_csv r JOIN asset_sources l ON l.source = 'csv' AND l.source_asset_id = r.source_id) read
        WHERE price > 0 AND (cap IS NULL OR cap >= 0) AND (volume IS NULL OR volume >= 0)
        ORDER BY asset_id, at, id DESC
        ON CONFLICT (asset_id, source, last_updated) DO UPDATE
        SET price_usd = excluded.price_usd, market_cap_usd = excluded.market_cap_usd,
            volume_24h_usd = excluded.volume_24h_usd, raw_id = excluded.raw_id
        WHERE kept.raw_id < excluded.raw_id;
        COMMIT;
        """;

    public static string ExportHashed(string path) =>
        $"\\copy (SELECT source_id, payload, payload_hash, ingested_at, run_id FROM raw_csv ORDER BY id) TO '{path}'";

    public static string IngestHashed(string path) =>
        $"""
            CREATE TEMP TABLE stage (source_id text, payload json, payload_hash bytea, ingested_at timestamptz,
                run_id uuid);
            \copy stage FROM '{path}'
            INSERT INTO raw_csv (source_id, payload, payload_hash, ingested_at, run_id) SELECT * FROM stage
                ON CONFLICT (source_id, payload_hash) DO NOTHING;
            """;

    /// <summary>Answers the seconds of the whole process.</summary>
    public static async Task<double> RunAsync(TestDatabase database, string script)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var start = new ProcessStartInfo("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        (start.Environment["PGHOST"], start.Environment["PGPORT"], start.Environment["PGDATABASE"]) = (
            connection.Host,
            $"{connection.Port}",
            connection.Database
        );
        (start.Environment["PGUSER"], start.Environment["PGPASSWORD"]) = (connection.Username, connection.Password);

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"psql: {errors}");
    }
}
