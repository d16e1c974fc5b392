using Kasparro.Application.MarketData;

namespace Kasparro.Infrastructure.Persistence.Queries;

internal sealed class DataVersion(KasparroDatabase database) : IDataVersion
{
    public async Task<long?> ReadAsync(CancellationToken ct)
    {
        if (database.MayLag)
            return null;

        await using var connection = await database.Pool.OpenConnectionAsync(ct);
        await using var command = Sql.Command(connection, "data_version.sql");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
