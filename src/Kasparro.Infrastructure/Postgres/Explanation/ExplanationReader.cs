using System.Data;
using Kasparro.Application;
using Kasparro.Application.Assets;
using Kasparro.Application.Explanation;
using Kasparro.Infrastructure.Postgres.Assets;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.MarketData;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Explanation;

internal sealed class ExplanationReader(KasparroDatabase database) : IExplanationReader
{
    public async Task<StoredExplanation?> FindAsync(MarketDataKey key, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        key = await ResolveAsync(connection, key, ct);
        if (await RowAsync(connection, key, ct) is not { } found)
            return null;

        var raw = await RawAsync(connection, key.Source, found.RawId, ct);
        return new StoredExplanation(
            found.Row,
            raw,
            await SightingsAsync(connection, key.Source, found.RawId, ct),
            await StatementsAsync(connection, key, ct),
            found.Version,
            found.Link,
            await FailuresAsync(connection, key.Source, raw.SourceAssetId, ct)
        );
    }

    public async Task<IReadOnlyList<Statement>> ListStatementsAsync(MarketDataKey key, CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        return await StatementsAsync(connection, await ResolveAsync(connection, key, ct), ct);
    }

    /// <summary>An id of before means the asset of today.</summary>
    private static async Task<MarketDataKey> ResolveAsync(
        NpgsqlConnection connection,
        MarketDataKey key,
        CancellationToken ct
    ) => key with { AssetId = (await AssetIdResolver.ResolveAsync(connection, [key.AssetId], [], [], ct))[0] };

    private static async Task<ExplainedRow?> RowAsync(
        NpgsqlConnection connection,
        MarketDataKey key,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(connection, "explained_row", Values(key));
        await using var row = await read.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;

        var link = row.IsDBNull("source_asset_id")
            ? null
            : new AssetLink(
                key.Source,
                row.GetString("source_asset_id"),
                row.GetString("linked_by"),
                row.GetFieldValue<DateTimeOffset>("linked_at")
            );
        var version = row.IsDBNull("version") ? null : row.GetString("version");
        return new ExplainedRow(new MarketDataColumns(row).Row(), row.GetInt64("raw_id"), link, version);
    }

    private static async Task<RawRecordDetail> RawAsync(
        NpgsqlConnection connection,
        string source,
        long rawId,
        CancellationToken ct
    )
    {
        var table = BronzeTable.Of(source);
        await using var read = Sql.Command(connection, "explained_raw_row", table, ("raw_id", rawId));
        await using var row = await read.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            throw new InvalidOperationException($"Market data comes from row {rawId} of {table.Name}, which is gone.");
        return new RawRecordDetail(
            table.Name,
            rawId,
            row.GetString("source_id"),
            row.GetString("payload_hash"),
            row.GetFieldValue<DateTimeOffset>("ingested_at"),
            row.GetGuid("run_id"),
            row.IsDBNull("page") ? null : row.GetInt32("page"),
            new JsonText(row.GetString("payload")),
            row.IsDBNull("envelope") ? null : new JsonText(row.GetString("envelope"))
        );
    }

    private static async Task<List<SightingDetail>> SightingsAsync(
        NpgsqlConnection connection,
        string source,
        long rawId,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(connection, "explained_sightings", ("source", source), ("raw_id", rawId));
        await using var row = await read.ExecuteReaderAsync(ct);
        var sightings = new List<SightingDetail>();
        while (await row.ReadAsync(ct))
            sightings.Add(
                new SightingDetail(
                    row.GetInt64("sighting_id"),
                    row.GetGuid("run_id"),
                    row.GetFieldValue<DateTimeOffset>("sighted_at")
                )
            );
        return sightings;
    }

    private static async Task<List<Statement>> StatementsAsync(
        NpgsqlConnection connection,
        MarketDataKey key,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(connection, "statements_about", Values(key));
        await using var row = await read.ExecuteReaderAsync(ct);
        var statements = new List<Statement>();
        while (await row.ReadAsync(ct))
            statements.Add(
                new Statement(
                    row.GetInt64("statement_id"),
                    row.GetInt64("raw_id"),
                    new NumberText(row.GetString("price_usd")),
                    Number(row, "market_cap_usd"),
                    Number(row, "volume_24h_usd"),
                    Instant(row, "stated_at"),
                    Instant(row, "replaced_at"),
                    row.IsDBNull("replaced_by") ? null : row.GetInt64("replaced_by")
                )
            );
        return statements;
    }

    private static async Task<List<SourceFailure>> FailuresAsync(
        NpgsqlConnection connection,
        string source,
        string sourceId,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(
            connection,
            "explained_failures",
            BronzeTable.Of(source),
            ("source", source),
            ("source_id", sourceId)
        );
        await using var row = await read.ExecuteReaderAsync(ct);
        var failures = new List<SourceFailure>();
        while (await row.ReadAsync(ct))
            failures.Add(
                new SourceFailure(
                    row.GetInt64("raw_id"),
                    row.GetFieldValue<DateTimeOffset>("failed_at"),
                    row.GetString("error_type"),
                    row.GetString("error_message")
                )
            );
        return failures;
    }

    private static SqlValue[] Values(MarketDataKey key) =>
        [("asset_id", key.AssetId), ("source", key.Source), ("last_updated", key.LastUpdated)];

    private static NumberText? Number(NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : new NumberText(row.GetString(column));

    private static DateTimeOffset? Instant(NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private sealed record ExplainedRow(
        Application.MarketData.MarketDataRow Row,
        long RawId,
        AssetLink? Link,
        string? Version
    );
}
