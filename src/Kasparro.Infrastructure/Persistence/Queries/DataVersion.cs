using Kasparro.Application.MarketData;
using Npgsql;

namespace Kasparro.Infrastructure.Persistence.Queries;

internal sealed class DataVersion(NpgsqlDataSource pool) : IDataVersion
{
    public async Task<long> ReadAsync(CancellationToken ct)
    {
        await using var connection = await pool.OpenConnectionAsync(ct);
        await using var command = Sql.Command(connection, "data_version.sql");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
