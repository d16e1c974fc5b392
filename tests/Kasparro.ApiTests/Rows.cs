using Kasparro.Domain.Assets;
using Kasparro.Testing.Database;

namespace Kasparro.ApiTests;

/// <summary>Writes committed rows as an ETL would have left them.</summary>
internal sealed class Rows(TestDatabase database)
{
    private static readonly Guid s_assets = new("6f0d1b52-5d0b-5a3e-9d52-0c1f6c7a4b11");

    private int _rawId;

    public async Task<Guid> MarketDataAsync(
        string symbol,
        string name,
        string source = "coingecko",
        string price = "1",
        string? marketCap = null,
        string? volume = null,
        DateTimeOffset? at = null
    )
    {
        var id = UuidV5.Of(s_assets, $"{symbol.ToUpperInvariant()}\u001f{name}");
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            """
            WITH a AS (INSERT INTO assets VALUES ($1, $2, $3) ON CONFLICT DO NOTHING),
                 l AS (INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
                 VALUES ($4, lower($3), $1, 't1', $8) ON CONFLICT DO NOTHING),
                 n AS (INSERT INTO listing_labels
                 VALUES ($4, lower($3), $2, $3, $9, $9, 1) ON CONFLICT DO NOTHING)
            INSERT INTO asset_market_data
                (asset_id, source, price_usd, market_cap_usd, volume_24h_usd,
                 last_updated, created_at, updated_at, raw_id)
            VALUES ($1, $4, $5::numeric, $6::numeric, $7::numeric, $9, $8, $8, $10)
            """,
            connection
        );
        var created = ApiHost.Now.AddMinutes(-1);
        foreach (
            var value in new object?[]
            {
                id,
                symbol.ToUpperInvariant(),
                name,
                source,
                price,
                marketCap,
                volume,
                created,
                at ?? ApiHost.Now.AddHours(-1),
                (long)++_rawId,
            }
        )
            command.Parameters.Add(
                value is null
                    ? new Npgsql.NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }
                    : new Npgsql.NpgsqlParameter { Value = value }
            );
        await command.ExecuteNonQueryAsync();
        return id;
    }

    /// <summary>A run that ended, and the checkpoint that goes with it.</summary>
    public async Task<Guid> RunAsync(
        string source = "coingecko",
        string status = "success",
        DateTimeOffset? startedAt = null,
        long records = 10,
        string trigger = "cron",
        int seconds = 60
    )
    {
        var started = startedAt ?? ApiHost.Now.AddHours(-1);
        var ended = started.AddSeconds(seconds);
        var id = Guid.CreateVersion7(started);
        await database.ExecuteAsync(
            $$"""
            INSERT INTO etl_runs
                (run_id, source, started_at, ended_at, duration_ms, status, records_processed, error_message,
                 metadata, triggered_by)
            VALUES ('{{id}}', '{{source}}', '{{started:O}}', {{(
                status == "running" ? "NULL, NULL" : $"'{ended:O}', {seconds * 1000}"
            )}}, '{{status}}', {{records}}, {{(
                status == "failed" ? "'It broke. Mend it.'" : "NULL"
            )}}, '{"fetched": {{records}}}', '{{trigger}}');
            INSERT INTO etl_checkpoints (source, status, updated_at)
            VALUES ('{{source}}', '{{status}}', '{{ended:O}}') ON CONFLICT (source)
            DO UPDATE SET status = excluded.status;
            UPDATE etl_checkpoints SET last_processed_at = '{{started:O}}', last_success_run_id = '{{id}}'
            WHERE source = '{{source}}' AND '{{status}}' = 'success';
            UPDATE etl_checkpoints SET last_failure_at = '{{ended:O}}', last_failure_error = 'It broke. Mend it.'
            WHERE source = '{{source}}' AND '{{status}}' = 'failed';
            """
        );
        return id;
    }

    /// <summary>A commit as a transformation makes it: rows, count and announcement in one transaction.</summary>
    public static string Commit(int price) =>
        $"""
            BEGIN;
            UPDATE asset_market_data SET price_usd = {price};
            UPDATE transformations SET transformed_total = transformed_total + 1;
            NOTIFY kasparro_silver;
            COMMIT
            """;

    public async Task TransformationAsync(
        string source = "coingecko",
        long silverRows = 7,
        long failureRows = 2,
        long transformedTotal = 20,
        long failedTotal = 3
    )
    {
        var (newest, transformed) = (ApiHost.Now.AddHours(-2), ApiHost.Now.AddHours(-1));
        await database.ExecuteAsync(
            $"""
            INSERT INTO transformations
                (source, version, silver_rows, failure_rows, transformed_total, failed_total, newest_data_at,
                 transformed_at, grown_at)
            VALUES ('{source}', '1', {silverRows}, {failureRows}, {transformedTotal}, {failedTotal}, '{newest:O}',
                    '{transformed:O}', '{transformed.AddHours(-3):O}')
            """
        );
    }

    /// <summary>From when on prices of a source are kept, and how many were not.</summary>
    public Task RetentionAsync(string source, DateTimeOffset pricesFrom, long expired) =>
        database.ExecuteAsync(
            $"""
            INSERT INTO retention_limits (source, prices_from, updated_at) VALUES ('{source}', '{pricesFrom:O}', now());
            UPDATE transformations SET expired_total = {expired} WHERE source = '{source}'
            """
        );

    /// <summary>A finding as a judgement and a person left it.</summary>
    public async Task FindingAsync(
        string type,
        string source = "coingecko",
        string severity = "warning",
        string? openedSeverity = null,
        int hour = 1,
        string? acknowledgedBy = null,
        bool cleared = false,
        int day = 9
    )
    {
        var opened = $"2025-02-{day:00}T{hour:00}:00:00Z";
        await database.ExecuteAsync(
            $$"""
            INSERT INTO findings
                (source, type, subject, severity, opened_severity, expected, current, message, evidence, opened_at,
                 last_seen_at, acknowledged_at, acknowledged_by, cleared_at)
            VALUES ('{{source}}', '{{type}}', 'fetched_records', '{{severity}}', '{{openedSeverity ?? severity}}', 250,
                    12, '12 records fetched, 250 expected', '{coin-1}', '{{opened}}', '{{opened}}',
                    {{(acknowledgedBy is null ? "NULL, NULL" : $"'{opened}', '{acknowledgedBy}'")}},
                    {{(cleared ? $"'{opened}'" : "NULL")}})
            """
        );
    }
}
