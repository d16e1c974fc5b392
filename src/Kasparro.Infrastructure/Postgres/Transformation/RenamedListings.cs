using System.Data;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>
/// Listings that a new version of a mapping reads under another id in the same records: what was handed out or decided
/// about them goes on to hold.
/// </summary>
internal static class RenamedListings
{
    /// <summary>While market data still has the rows of before, and the tables of the rebuild those of now.</summary>
    public static async Task KeepMeaningsAsync(NpgsqlConnection session, string source, CancellationToken ct)
    {
        await Sql.ExecuteAsync(session, "create_lost_listings", ct);
        if (await Sql.ExecuteAsync(session, "stage_lost_listings", ct, ("source", source)) == 0)
            return;

        var (before, now) = await FindAsync(session, source, ct);
        foreach (
            var statement in (string[])["update_aliases_of_renamed_listings", "copy_decisions_about_renamed_listings"]
        )
            await Sql.ExecuteAsync(session, statement, ct, ("source", source), ("before", before), ("now", now));
    }

    private static async Task<(string[] Before, string[] Now)> FindAsync(
        NpgsqlConnection session,
        string source,
        CancellationToken ct
    )
    {
        await using var find = Sql.Command(session, "find_renamed_listings", ("source", source));
        await using var row = await find.ExecuteReaderAsync(ct);
        var (before, now) = (new List<string>(), new List<string>());
        while (await row.ReadAsync(ct))
        {
            before.Add(row.GetString("before"));
            now.Add(row.GetString("now"));
        }

        return ([.. before], [.. now]);
    }
}
