using Kasparro.Application.Transformation;
using Kasparro.Infrastructure.Postgres.Assets;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>Finds the raw rows of a part of Bronze; they stay in a table of the session.</summary>
internal static class RawRowSelection
{
    /// <param name="upTo">The last raw row that has an outcome.</param>
    /// <returns>Their ids, ascending.</returns>
    public static async Task<IReadOnlyList<long>> FindAsync(
        NpgsqlConnection session,
        string source,
        BronzePart part,
        long upTo,
        CancellationToken ct
    )
    {
        await using (var create = Sql.Command(session, "create_selected_raw_rows"))
            await create.ExecuteNonQueryAsync(ct);
        var table = BronzeTable.Of(source);
        var received = part as BronzePart.Received;
        Guid? asset = part is BronzePart.OfAsset wanted
            ? (await AssetIdResolver.ResolveAsync(session, [wanted.AssetId], [], [], ct))[0]
            : null;
        await using (
            var select = Sql.Command(
                session,
                "select_raw_rows",
                table,
                ("source", source),
                ("up_to", upTo),
                ("failures", part is BronzePart.Failures),
                ("asset_id", asset),
                ("raw_id", (part as BronzePart.OfRow)?.RawId),
                ("received", received is not null),
                ("from", received?.From),
                ("to", received?.To)
            )
        )
            await select.ExecuteNonQueryAsync(ct);
        await using (var widen = Sql.Command(session, "widen_raw_rows", table, ("source", source), ("up_to", upTo)))
            while (await widen.ExecuteNonQueryAsync(ct) > 0) { }

        await using var read = Sql.Command(session, "selected_raw_rows");
        await using var row = await read.ExecuteReaderAsync(ct);
        var ids = new List<long>();
        while (await row.ReadAsync(ct))
            ids.Add(row.GetInt64(0));
        return ids;
    }
}
