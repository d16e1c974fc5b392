using System.Data;
using Kasparro.Application.Findings;
using Kasparro.Application.Paging;
using Kasparro.Domain.Findings;
using Kasparro.Domain.RunChecks;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Postgres.Findings;

internal sealed class FindingReader(KasparroDatabase database) : IFindingReader
{
    public async Task<Page<FindingDetail>> ListAsync(
        FindingFilter filter,
        PageRequest<FindingPosition> page,
        CancellationToken ct
    )
    {
        await using var db = database.NewContext();
        var findings = page.After is { } after
            ? db.Findings.Where(finding => finding.FindingId < after.FindingId)
            : db.Findings;
        var read = await Matching(findings, filter)
            .OrderByDescending(finding => finding.FindingId)
            .Take(page.ItemsToRead)
            .ToListAsync(ct);
        return page.PageOf<FindingDetail>([.. read.Select(FindingDetail.Of)]);
    }

    public async Task<IReadOnlyList<FindingCounts>> CountAsync(CancellationToken ct)
    {
        await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
        await using var command = Sql.Command(connection, "finding_counts");
        await using var row = await command.ExecuteReaderAsync(ct);
        var counts = new List<FindingCounts>();
        while (await row.ReadAsync(ct))
            counts.Add(
                new FindingCounts(
                    row.GetString("source"),
                    FindingSchema.Value<FindingType>(row.GetString("type")),
                    FindingSchema.Value<Severity>(row.GetString("severity")),
                    row.GetInt64("open"),
                    row.GetInt64("opened")
                )
            );
        return counts;
    }

    private static IQueryable<Finding> Matching(IQueryable<Finding> findings, FindingFilter filter)
    {
        if (filter.Sources.Count > 0)
            findings = findings.Where(finding => filter.Sources.Contains(finding.Source));
        if (filter.Types.Count > 0)
            findings = findings.Where(finding => filter.Types.Contains(finding.Type));
        if (filter.Severities.Count > 0)
            findings = findings.Where(finding => filter.Severities.Contains(finding.Severity));
        if (filter.From is { } from)
            findings = findings.Where(finding => finding.OpenedAt >= from);
        if (filter.To is { } to)
            findings = findings.Where(finding => finding.OpenedAt <= to);
        if (filter.ClearedFrom is { } clearedFrom)
            findings = findings.Where(finding => finding.ClearedAt >= clearedFrom);
        if (filter.Statuses.Count == 0)
            return findings;

        var (open, acknowledged, cleared) = (
            filter.Statuses.Contains(FindingStatus.Open),
            filter.Statuses.Contains(FindingStatus.Acknowledged),
            filter.Statuses.Contains(FindingStatus.Cleared)
        );
        return findings.Where(finding =>
            (cleared && finding.ClearedAt != null)
            || (acknowledged && finding.ClearedAt == null && finding.AcknowledgedAt != null)
            || (open && finding.ClearedAt == null && finding.AcknowledgedAt == null)
        );
    }
}
