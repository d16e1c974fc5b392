using System.Data;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Drift;

/// <summary>What is known of a source's records, and what the last run showed.</summary>
/// <param name="RunId">The run that showed it last.</param>
/// <param name="SeenAt">When it was shown last.</param>
/// <param name="Known">Counted over runs.</param>
/// <param name="Latest">Counted in the last run.</param>
internal sealed record CurrentSchema(Guid RunId, DateTimeOffset SeenAt, SchemaProfile Known, SchemaProfile Latest)
{
    /// <summary>Null before the first run of the source.</summary>
    public static async Task<CurrentSchema?> FindAsync(NpgsqlConnection connection, string source, CancellationToken ct)
    {
        await using var find = Sql.Command(connection, "current_schema_version", ("source", source));
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new CurrentSchema(
                row.GetGuid("last_run_id"),
                row.GetTime("last_seen_at"),
                SchemaProfileJson.Read(row.GetString("known")),
                SchemaProfileJson.Read(row.GetString("latest"))
            )
            : null;
    }

    /// <summary>Within the caller's transaction, which has the lock of the source's schema.</summary>
    public async Task SaveAsync(NpgsqlConnection connection, string source, CancellationToken ct)
    {
        var version = Known.Version;
        await Sql.ExecuteAsync(connection, "supersede_schema_version", ct, ("source", source), ("version", version));
        await Sql.ExecuteAsync(
            connection,
            "save_schema_version",
            ct,
            ("source", source),
            ("version", version),
            ("run_id", RunId),
            ("seen_at", SeenAt),
            ("known", SchemaProfileJson.Write(Known)),
            ("latest", SchemaProfileJson.Write(Latest))
        );
    }
}
