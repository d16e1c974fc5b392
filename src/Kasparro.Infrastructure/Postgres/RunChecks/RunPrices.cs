using System.Data;
using Kasparro.Domain.RunChecks;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.RunChecks;

/// <summary>The prices of one run, next to earlier ones and those of other sources.</summary>
internal static class RunPrices
{
    /// <summary>How much later than its end a run's prices may be: providers' clocks are not ours.</summary>
    private static readonly TimeSpan s_clocksDiffer = TimeSpan.FromDays(1);

    public static async Task<IReadOnlyList<AssetPrices>> ReadAsync(
        KasparroDatabase database,
        RunFacts run,
        CancellationToken ct
    )
    {
        if (run is not { FirstRawId: { } first, LastRawId: { } last, EndedAt: { } ended })
            return [];

        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        // Without values the planner expects few rows of an asset, and would read and sort all of them.
        batch.BatchCommands.Add(Sql.BatchCommand("plan_for_values"));
        batch.BatchCommands.Add(
            Sql.BatchCommand(
                "prices_of_run",
                ("source", run.Source),
                ("first_raw_id", first),
                ("last_raw_id", last),
                ("latest", ended + s_clocksDiffer)
            )
        );
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        var prices = new List<AssetPrices>();
        while (await row.ReadAsync(ct))
            prices.Add(Read(row));
        return prices;
    }

    private static AssetPrices Read(NpgsqlDataReader row)
    {
        var newestFirst = row.GetFieldValue<double[]>("log_prices");
        return new AssetPrices(
            row.GetString("source_asset_id"),
            row.GetFieldValue<DateTimeOffset>("at"),
            newestFirst[0],
            newestFirst[1..],
            row.GetFieldValue<double[]>("others_log_prices")
        );
    }
}
