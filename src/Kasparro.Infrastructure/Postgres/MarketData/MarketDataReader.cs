using System.Runtime.CompilerServices;
using Kasparro.Application.MarketData;
using Kasparro.Application.Paging;
using Kasparro.Infrastructure.Postgres.Assets;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.MarketData;

/// <summary>One statement for each way through the indexes; the filter and the order choose it.</summary>
internal sealed class MarketDataReader(KasparroDatabase database, SilverVersion committed) : IMarketDataReader
{
    /// <summary>Rows that an export reads at once.</summary>
    private const int ExportedAtOnce = 2_000;

    public async IAsyncEnumerable<MarketDataRow> ExportAsync(
        MarketDataFilter filter,
        MarketDataOrder order,
        MarketDataPosition? after,
        long offset,
        int? limit,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var remaining = limit ?? long.MaxValue;
        var next = new PageRequest<MarketDataPosition>(ExportedAtOnce, after, offset);
        for (var hasMore = true; hasMore && remaining > 0; )
        {
            // Page by page: a client that reads slowly keeps no connection, and no transaction that vacuum waits for.
            var request = next with
            {
                Limit = (int)Math.Min(ExportedAtOnce, remaining),
            };
            var page = (await ReadPageAsync(database.ReadDataSource, filter, order, request, ct)).Rows;
            foreach (var row in page.Items)
                yield return row;
            if (page.HasMore)
                next = new PageRequest<MarketDataPosition>(ExportedAtOnce, MarketDataPosition.Of(page.Items[^1]));
            (hasMore, remaining) = (page.HasMore, remaining - page.Items.Count);
        }
    }

    public async Task<MarketDataPage> ReadPageAsync(
        MarketDataFilter filter,
        MarketDataOrder order,
        PageRequest<MarketDataPosition> page,
        CancellationToken ct
    )
    {
        var read = await ReadFreshAsync(filter, order, page, ct);
        if (read.Version is { } version)
            committed.Observe(version);
        return read;
    }

    /// <summary>From a replica, or from the primary where the replica lacks a commit that was seen.</summary>
    private async Task<MarketDataPage> ReadFreshAsync(
        MarketDataFilter filter,
        MarketDataOrder order,
        PageRequest<MarketDataPosition> page,
        CancellationToken ct
    )
    {
        var read = await ReadPageAsync(database.ReadDataSource, filter, order, page, ct);
        if (!database.MayLag || !committed.IsStale(read.Version))
            return read;

        try
        {
            return await ReadPageAsync(database.PrimaryDataSource, filter, order, page, ct);
        }
        catch (NpgsqlException reason) when (reason is not PostgresException)
        {
            // No other server has the newer commit while the primary is down; the page is right as of an earlier one.
            return read;
        }
    }

    private static async Task<MarketDataPage> ReadPageAsync(
        NpgsqlDataSource dataSource,
        MarketDataFilter filter,
        MarketDataOrder order,
        PageRequest<MarketDataPosition> page,
        CancellationToken ct
    )
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        filter = await AssetIdResolver.ResolveAsync(connection, filter, ct);
        await using var batch = Batch(connection, filter, order, page.After, page.Offset, page.ItemsToRead);
        if (filter.Symbols.Count > 0)
            batch.BatchCommands.Add(Sql.BatchCommand("find_ambiguous_assets", ("symbols", filter.Symbols.ToArray())));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (PlansForValues(filter))
            await reader.NextResultAsync(ct);
        var columns = new MarketDataColumns(reader);
        var rows = new List<MarketDataRow>(page.ItemsToRead);
        long? version = null;
        while (await reader.ReadAsync(ct))
        {
            version ??= columns.Version();
            rows.Add(columns.Row());
        }

        if (filter.Symbols.Count == 0)
            return new MarketDataPage(page.PageOf(rows), [], version);

        await reader.NextResultAsync(ct);
        var ambiguous = await AmbiguousAssetRows.ReadAsync(reader, ct);
        return new MarketDataPage(page.PageOf(rows), ambiguous, version);
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
        var statement = Sql.Find(Statement(filter, order), Relation(filter));
        batch.BatchCommands.Add(Sql.BatchCommand(statement, Values(filter, after, offset, limit)));
        return batch;
    }

    /// <summary>
    /// Through the assets, the values of the filter decide which index leads; else one plan serves all values.
    /// </summary>
    private static bool PlansForValues(MarketDataFilter filter) =>
        filter.LatestOnly || filter.Symbols.Count > 0 || filter.AssetIds.Count > 0;

    private static MarketDataRelation Relation(MarketDataFilter filter) =>
        filter switch
        {
            { AsOf: not null } => MarketDataRelation.AsOf,
            { UpdatedSince: not null } => MarketDataRelation.UpdatedSince,
            _ => MarketDataRelation.Current,
        };

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
            ({ Sources.Count: 1 }, MarketDataOrder.NewestFirst) => "data_of_source_newest_first",
            ({ Sources.Count: 1 }, _) => "data_of_source_oldest_first",
            ({ Sources.Count: > 0 }, MarketDataOrder.NewestFirst) => "data_of_sources_newest_first",
            ({ Sources.Count: > 0 }, _) => "data_of_sources_oldest_first",
            (_, MarketDataOrder.NewestFirst) => "data_newest_first",
            _ => "data_oldest_first",
        };

    private static SqlValue[] Values(MarketDataFilter filter, MarketDataPosition? after, long offset, long? limit) =>
        [
            .. Filters(filter),
            .. filter.AsOf is { } asOf ? [("as_of", asOf)] : (SqlValue[])[],
            .. filter.UpdatedSince is { } since ? [("updated_since", since)] : (SqlValue[])[],
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
            (false, 1) => [("source", filter.Sources[0])],
            (false, > 0) => [("sources", filter.Sources.ToArray())],
            _ => [],
        };

    private static SqlValue[] After(MarketDataFilter filter, MarketDataPosition? after) =>
        filter.LatestOnly
            ? [("after_symbol", after?.Symbol), ("after_name", after?.Name)]
            : [("after_last_updated", after?.LastUpdated), ("after_asset_id", after?.AssetId)];
}
