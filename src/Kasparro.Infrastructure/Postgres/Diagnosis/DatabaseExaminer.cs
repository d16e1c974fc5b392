using System.Data;
using Kasparro.Application.Diagnosis;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;

namespace Kasparro.Infrastructure.Postgres.Diagnosis;

internal sealed class DatabaseExaminer(KasparroDatabase database) : IDatabaseExaminer
{
    public async Task<DatabaseFacts> ExamineAsync(CancellationToken ct)
    {
        await using var connection = await database.PrimaryDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(connection, "examine_database");
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new DatabaseFacts(
            row.GetString("encoding"),
            row.GetString("role"),
            row.GetBoolean("can_write"),
            row.GetFieldValue<DateTimeOffset>("now"),
            row.GetInt64("bytes")
        );
    }
}
