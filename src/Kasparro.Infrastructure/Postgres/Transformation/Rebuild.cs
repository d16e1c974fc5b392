using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>
/// Builds the market data of one source from the beginning, within its transformation's transaction: in tables of the
/// session, which the same statements write to, and from there only what differs.
/// </summary>
internal static class Rebuild
{
    private static readonly string[] s_apply =
    [
        "delete_replaced_market_data",
        "update_rebuilt_market_data",
        "insert_rebuilt_market_data",
        "clear_revisions",
    ];

    /// <summary>From here on, statements about market data find the session's own tables.</summary>
    public static Task BeginAsync(NpgsqlConnection session, CancellationToken ct) =>
        Sql.ExecuteAsync(session, "create_rebuilt_tables", ct);

    /// <summary>From here on, they find those that readers see, which have what the rebuild gave.</summary>
    public static async Task ApplyAsync(NpgsqlConnection session, string source, CancellationToken ct)
    {
        await Sql.ExecuteAsync(session, "finish_rebuilt_tables", ct);
        await RenamedListings.KeepMeaningsAsync(session, source, ct);
        foreach (var statement in s_apply)
            await Sql.ExecuteAsync(session, statement, ct, ("source", source));
        await Sql.ExecuteAsync(session, "insert_rebuilt_revisions", ct);
    }
}
