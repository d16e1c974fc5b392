using Kasparro.Application.MarketData;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;

namespace Kasparro.Infrastructure.Postgres.MarketData;

internal sealed class SilverVersionReader(KasparroDatabase database) : ISilverVersionReader
{
    public async Task<long?> ReadAsync(CancellationToken ct)
    {
        if (database.MayLag)
            return null;

        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(connection, "silver_version");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
