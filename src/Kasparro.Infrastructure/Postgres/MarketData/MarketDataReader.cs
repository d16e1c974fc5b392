using System.Data;
using System.Runtime.CompilerServices;
using Kasparro.Application.MarketData;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.MarketData;

/// <summary>One statement for each way through the indexes; the filter and the order choose it.</summary>
internal sealed class MarketDataReader(KasparroDatabase database, SilverVersion committed) : IMarketDataReader
{
    public async IAsyncEnumerable<MarketDataRow> ReadAsync(
        MarketDataFilter filter,
        MarketDataOrder order,
        MarketDataPosition? after,
        long offset,
        int? limit,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var connection = await database.Pool.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, filter, order, after, offset, limit);
        await using var rows = await batch.ExecuteReaderAsync(ct);
        if (PlansForValues(filter))
            await rows.NextResultAsync(ct);
        var columns = new MarketDataColumns(rows);
        while (await rows.ReadAsync(ct))
            yield return columns.Row();
    }

    public async Task<MarketDataSlice> ReadSliceAsync(
        MarketDataFilter filter,
        MarketDataOrder order,
        MarketDataPosition? after,
        long offset,
        int limit,
        CancellationToken ct
    )
    {
        var slice = await ReadSliceAsync(database.Pool, filter, order, after, offset, limit, ct);
        if (!database.MayLag || !committed.IsStale(slice.Version))
            return slice;

        try
        {
            return await ReadSliceAsync(database.Primary, filter, order, after, offset, limit, ct);
        }
        catch (NpgsqlException reason) when (reason is not PostgresException)
        {
            // Nobody has the newer commit while the primary is away; its replica's page is right of an earlier one.
            return slice;
        }
    }

    private static async Task<MarketDataSlice> ReadSliceAsync(
        NpgsqlDataSource pool,
        MarketDataFilter filter,
        MarketDataOrder order,
        MarketDataPosition? after,
        long offset,
        int limit,
        CancellationToken ct
    )
    {
        await using var connection = await pool.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, filter, order, after, offset, limit);
        if (filter.Symbols.Count > 0)
            batch.BatchCommands.Add(Sql.BatchCommand("find_ambiguous_symbols", ("symbols", filter.Symbols.ToArray())));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (PlansForValues(filter))
            await reader.NextResultAsync(ct);
        var columns = new MarketDataColumns(reader);
        var rows = new List<MarketDataRow>(limit);
        long? version = null;
        while (await reader.ReadAsync(ct))
        {
            version ??= columns.SilverVersion();
            rows.Add(columns.Row());
        }

        if (filter.Symbols.Count == 0)
            return new MarketDataSlice(rows, [], version);

        await reader.NextResultAsync(ct);
        var ambiguous = new List<string>();
        while (await reader.ReadAsync(ct))
            ambiguous.Add(reader.GetString("symbol"));
        return new MarketDataSlice(rows, ambiguous, version);
    }

    private static NpgsqlBatch Batch(
        NpgsqlConnection connection,
        MarketDataFilter filter,
        MarketDataOrder order,
        MarketDataPosition? after,
        long offset,
        long? limit
    )
    {
        var batch = new NpgsqlBatch(connection);
        if (PlansForValues(filter))
            batch.BatchCommands.Add(Sql.BatchCommand("plan_for_values"));
        batch.BatchCommands.Add(Sql.BatchCommand(Statement(filter, order), Values(filter, after, offset, limit)));
        return batch;
    }

    /// <summary>
    /// Through the assets, what is asked for decides which index leads; else one plan serves all values.
    /// </summary>
    private static bool PlansForValues(MarketDataFilter filter) =>
        filter.LatestOnly || filter.Symbols.Count > 0 || filter.AssetIds.Count > 0;

    private static string Statement(MarketDataFilter filter, MarketDataOrder order) =>
        (filter, order) switch
        {
            ({ LatestOnly: true }, MarketDataOrder.Symbol) => "data_latest",
            ({ LatestOnly: true }, _) or (_, MarketDataOrder.Symbol) => throw new ArgumentException(
                $"Rows are not found in the order {order} with {nameof(filter.LatestOnly)} = {filter.LatestOnly}.",
                nameof(order)
            ),
            ({ Symbols.Count: > 0 } or { AssetIds.Count: > 0 }, MarketDataOrder.NewestFirst) =>
                "data_of_assets_newest_first",
            ({ Symbols.Count: > 0 } or { AssetIds.Count: > 0 }, _) => "data_of_assets_oldest_first",
            ({ Sources.Count: > 0 }, MarketDataOrder.NewestFirst) => "data_of_sources_newest_first",
            ({ Sources.Count: > 0 }, _) => "data_of_sources_oldest_first",
            (_, MarketDataOrder.NewestFirst) => "data_newest_first",
            _ => "data_oldest_first",
        };

    private static SqlValue[] Values(MarketDataFilter filter, MarketDataPosition? after, long offset, long? limit) =>
        [
            .. Filters(filter),
            ("from", filter.From),
            ("to", filter.To),
            .. After(filter, after),
            ("after_source", after?.Source),
            ("limit", limit),
            ("offset", offset),
        ];

    private static SqlValue[] Filters(MarketDataFilter filter) =>
        (PlansForValues(filter), filter.Sources.Count) switch
        {
            (true, _) =>
            [
                ("symbols", filter.Symbols.Count == 0 ? null : filter.Symbols.ToArray()),
                ("asset_ids", filter.AssetIds.Count == 0 ? null : filter.AssetIds.ToArray()),
                ("sources", filter.Sources.Count == 0 ? null : filter.Sources.ToArray()),
            ],
            (false, > 0) => [("sources", filter.Sources.ToArray())],
            _ => [],
        };

    private static SqlValue[] After(MarketDataFilter filter, MarketDataPosition? after) =>
        filter.LatestOnly
            ? [("after_symbol", after?.Symbol), ("after_name", after?.Name)]
            : [("after_last_updated", after?.LastUpdated), ("after_asset_id", after?.AssetId)];
}
