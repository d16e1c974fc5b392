using System.Data;
using Kasparro.Application;
using Kasparro.Application.Failures;
using Kasparro.Application.Paging;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;

namespace Kasparro.Infrastructure.Postgres.Failures;

internal sealed class FailureReader(KasparroDatabase database) : IFailureReader
{
    public async Task<Page<TransformFailure>> ListAsync(
        FailureFilter filter,
        PageRequest<FailurePosition> page,
        CancellationToken ct
    )
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(
            connection,
            "failures",
            ("sources", filter.Sources.Count == 0 ? null : filter.Sources.ToArray()),
            ("error_types", filter.ErrorTypes.Count == 0 ? null : filter.ErrorTypes.ToArray()),
            ("from", filter.From),
            ("to", filter.To),
            ("after_failed_at", page.After?.FailedAt),
            ("after_source", page.After?.Source),
            ("after_raw_id", page.After?.RawId),
            ("limit", (long)page.ItemsToRead)
        );
        await using var row = await command.ExecuteReaderAsync(ct);
        var failures = new List<TransformFailure>(page.ItemsToRead);
        while (await row.ReadAsync(ct))
        {
            failures.Add(
                new TransformFailure(
                    row.GetString("source"),
                    row.GetString("raw_table"),
                    row.GetInt64("raw_id"),
                    row.GetGuid("run_id"),
                    row.GetFieldValue<DateTimeOffset>("failed_at"),
                    row.GetString("error_type"),
                    row.GetString("error_message"),
                    new JsonText(row.GetString("payload"))
                )
            );
        }

        return page.PageOf(failures);
    }
}
