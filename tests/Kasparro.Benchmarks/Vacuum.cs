using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.Benchmarks;

/// <summary>What autovacuum does sooner or later, now: no measurement depends on when it came.</summary>
internal static class Vacuum
{
    public static async Task VacuumAsync(this TestDatabase database)
    {
        await using var connection = await database.OpenConnectionAsync();
        // A table of a hundred million rows takes minutes.
        await using var vacuum = new NpgsqlCommand("VACUUM (ANALYZE)", connection) { CommandTimeout = 0 };
        await vacuum.ExecuteNonQueryAsync();
    }
}
