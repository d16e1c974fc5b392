using System.Data;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Assets.Naming;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Identity;

/// <summary>What one link step leaves for the next: divergences that are counted, and who has a name plainly.</summary>
internal static class LinkMemory
{
    public static async Task<List<DivergenceCount>> ReadDivergencesAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using var read = Sql.Command(session, "read_divergences");
        await using var row = await read.ExecuteReaderAsync(ct);
        var counts = new List<DivergenceCount>();
        while (await row.ReadAsync(ct))
            counts.Add(
                new DivergenceCount(
                    DecisionStore.Pair(row),
                    row.GetInt32("cuts"),
                    row.GetFieldValue<DateTimeOffset>("first_price_time"),
                    row.GetFieldValue<DateTimeOffset>("second_price_time")
                )
            );
        return counts;
    }

    public static async Task ReplaceAsync(
        NpgsqlConnection session,
        IReadOnlyList<DivergenceCount> before,
        IReadOnlyList<DivergenceCount> after,
        CancellationToken ct
    )
    {
        if (before.ToHashSet().SetEquals(after))
            return;
        await Sql.ExecuteAsync(session, "delete_divergences", ct);
        foreach (var count in after)
            await Sql.ExecuteAsync(
                session,
                "insert_divergence",
                ct,
                ("first_source", count.Pair.First.Source),
                ("first_id", count.Pair.First.SourceAssetId),
                ("second_source", count.Pair.Second.Source),
                ("second_id", count.Pair.Second.SourceAssetId),
                ("cuts", count.Cuts),
                ("first_price_time", count.FirstPriceTime),
                ("second_price_time", count.SecondPriceTime)
            );
    }

    public static async Task<List<PlainName>> ReadPlainNamesAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using var read = Sql.Command(session, "read_plain_names");
        await using var row = await read.ExecuteReaderAsync(ct);
        var names = new List<PlainName>();
        while (await row.ReadAsync(ct))
            names.Add(
                new PlainName(
                    row.GetString("symbol"),
                    row.GetString("name"),
                    new ListingId(row.GetString("source"), row.GetString("source_asset_id")),
                    row.IsDBNull("challenger_source")
                        ? null
                        : new ListingId(
                            row.GetString("challenger_source"),
                            row.GetString("challenger_source_asset_id")
                        ),
                    row.GetInt32("runs"),
                    row.GetFieldValue<DateTimeOffset>("counted_at")
                )
            );
        return names;
    }

    public static async Task ReplaceAsync(
        NpgsqlConnection session,
        IReadOnlyList<PlainName> before,
        IReadOnlyList<PlainName> after,
        CancellationToken ct
    )
    {
        if (before.ToHashSet().SetEquals(after))
            return;
        await Sql.ExecuteAsync(session, "delete_plain_names", ct);
        foreach (var name in after)
            await Sql.ExecuteAsync(
                session,
                "insert_plain_name",
                ct,
                ("symbol", name.Symbol),
                ("name", name.Name),
                ("source", name.Holder.Source),
                ("source_asset_id", name.Holder.SourceAssetId),
                ("challenger_source", name.Challenger?.Source),
                ("challenger_source_asset_id", name.Challenger?.SourceAssetId),
                ("runs", name.Runs),
                ("counted_at", name.CountedAt)
            );
    }
}
