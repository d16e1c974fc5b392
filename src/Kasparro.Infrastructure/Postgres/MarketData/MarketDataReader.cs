using System.Runtime.CompilerServices;
using Kasparro.Application.MarketData;
using Kasparro.Infrastructure.Postgres.Connections;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.MarketData;

/// <summary>One statement for each way through the indexes; the filter and the order choose it.</summary>
internal sealed class MarketDataReader(KasparroDatabase database, SilverVersion committed) : IMarketDataReader
{
    private const int VersionColumn = 9;

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
        await using var batch = Batch(connection, filter, order, Parameters(filter, after, offset, limit));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        if (PlansForValues(filter))
            await rows.NextResultAsync(ct);
        while (await rows.ReadAsync(ct))
            yield return Row(rows);
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
        await using var batch = Batch(connection, filter, order, Parameters(filter, after, offset, limit));
        if (filter.Symbols.Count > 0)
            batch.BatchCommands.Add(
                Sql.BatchCommand(
                    "find_ambiguous_symbols.sql",
                    new NpgsqlParameter<string[]> { TypedValue = [.. filter.Symbols] }
                )
            );
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (PlansForValues(filter))
            await reader.NextResultAsync(ct);
        var rows = new List<MarketDataRow>(limit);
        long? version = null;
        while (await reader.ReadAsync(ct))
        {
            version ??= reader.GetInt64(VersionColumn);
            rows.Add(Row(reader));
        }

        if (filter.Symbols.Count == 0)
            return new MarketDataSlice(rows, [], version);

        await reader.NextResultAsync(ct);
        var ambiguous = new List<string>();
        while (await reader.ReadAsync(ct))
            ambiguous.Add(reader.GetString(0));
        return new MarketDataSlice(rows, ambiguous, version);
    }

    private static NpgsqlBatch Batch(
        NpgsqlConnection connection,
        MarketDataFilter filter,
        MarketDataOrder order,
        NpgsqlParameter[] parameters
    )
    {
        var batch = new NpgsqlBatch(connection);
        if (PlansForValues(filter))
            batch.BatchCommands.Add(Sql.BatchCommand("plan_for_values.sql"));
        batch.BatchCommands.Add(Sql.BatchCommand(Statement(filter, order), parameters));
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
            ({ LatestOnly: true }, MarketDataOrder.Symbol) => "data_latest.sql",
            ({ LatestOnly: true }, _) or (_, MarketDataOrder.Symbol) => throw new ArgumentException(
                $"Rows are not found in the order {order} with {nameof(filter.LatestOnly)} = {filter.LatestOnly}.",
                nameof(order)
            ),
            ({ Symbols.Count: > 0 } or { AssetIds.Count: > 0 }, MarketDataOrder.NewestFirst) =>
                "data_of_assets_newest_first.sql",
            ({ Symbols.Count: > 0 } or { AssetIds.Count: > 0 }, _) => "data_of_assets_oldest_first.sql",
            ({ Sources.Count: > 0 }, MarketDataOrder.NewestFirst) => "data_of_sources_newest_first.sql",
            ({ Sources.Count: > 0 }, _) => "data_of_sources_oldest_first.sql",
            (_, MarketDataOrder.NewestFirst) => "data_newest_first.sql",
            _ => "data_oldest_first.sql",
        };

    private static NpgsqlParameter[] Parameters(
        MarketDataFilter filter,
        MarketDataPosition? after,
        long offset,
        int? limit
    ) =>
        [
            Sql.Parameter(
                NpgsqlDbType.Array | NpgsqlDbType.Text,
                filter.Symbols.Count == 0 ? null : filter.Symbols.ToArray()
            ),
            Sql.Parameter(
                NpgsqlDbType.Array | NpgsqlDbType.Uuid,
                filter.AssetIds.Count == 0 ? null : filter.AssetIds.ToArray()
            ),
            Sql.Parameter(
                NpgsqlDbType.Array | NpgsqlDbType.Text,
                filter.Sources.Count == 0 ? null : filter.Sources.ToArray()
            ),
            Sql.Parameter(NpgsqlDbType.TimestampTz, filter.From),
            Sql.Parameter(NpgsqlDbType.TimestampTz, filter.To),
            Sql.Parameter(NpgsqlDbType.TimestampTz, after?.LastUpdated),
            Sql.Parameter(NpgsqlDbType.Uuid, after?.AssetId),
            Sql.Parameter(NpgsqlDbType.Text, after?.Source),
            Sql.Parameter(NpgsqlDbType.Bigint, (long?)limit),
            Sql.Parameter(NpgsqlDbType.Bigint, offset),
            Sql.Parameter(NpgsqlDbType.Text, after?.Symbol),
            Sql.Parameter(NpgsqlDbType.Text, after?.Name),
        ];

    private static MarketDataRow Row(NpgsqlDataReader row) =>
        new(
            row.GetGuid(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.IsDBNull(5) ? null : row.GetString(5),
            row.IsDBNull(6) ? null : row.GetString(6),
            row.GetFieldValue<DateTimeOffset>(7),
            row.GetFieldValue<DateTimeOffset>(8)
        );
}
