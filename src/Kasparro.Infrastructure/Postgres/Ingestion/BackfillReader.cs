using System.Data;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

/// <summary>From the primary: what the last run committed is there.</summary>
internal sealed class BackfillReader(KasparroDatabase database) : IBackfillReader
{
    public async Task<BackfillState?> ReadStateAsync(string source, CancellationToken ct)
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var db = KasparroDatabase.ContextOn(connection);
        return await db
            .Checkpoints.Where(checkpoint => checkpoint.Source == source)
            .Select(checkpoint => checkpoint.Backfill)
            .FirstOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<KnownCoin>> FindCoinsAsync(
        string source,
        IReadOnlyList<string> ids,
        CancellationToken ct
    )
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var find = Sql.Command(connection, "find_known_coins", ("source", source), ("ids", ids.ToArray()));
        return await ReadAsync(find, ct);
    }

    public async Task<IReadOnlyList<KnownCoin>> ReadLargestAsync(string source, int count, CancellationToken ct)
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var find = Sql.Command(connection, "find_largest_coins", ("source", source), ("count", count));
        return await ReadAsync(find, ct);
    }

    private static async Task<IReadOnlyList<KnownCoin>> ReadAsync(NpgsqlCommand find, CancellationToken ct)
    {
        await using var row = await find.ExecuteReaderAsync(ct);
        var coins = new List<KnownCoin>();
        while (await row.ReadAsync(ct))
            coins.Add(new KnownCoin(row.GetString("source_asset_id"), row.GetString("symbol"), row.GetString("name")));
        return coins;
    }
}
