using Kasparro.Application;
using Kasparro.Application.Failures;
using Kasparro.Infrastructure.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.Infrastructure.Persistence.Queries;

internal sealed class FailureReader(KasparroDatabase database) : IFailureReader
{
    public async Task<IReadOnlyList<FailedRow>> ListAsync(FailureFilter filter, FailurePosition? after, int limit, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return await Matching(db.TransformFailures, filter, after)
            .OrderByDescending(failure => failure.FailedAt).ThenByDescending(failure => failure.Source).ThenByDescending(failure => failure.RawId)
            .Take(limit)
            .Select(failure => new FailedRow(
                failure.Source, failure.RawTable, failure.RawId, failure.RunId, failure.FailedAt, failure.ErrorType, failure.ErrorMessage, new JsonText(failure.Payload)))
            .ToListAsync(ct);
    }

    private static IQueryable<TransformFailureEntity> Matching(IQueryable<TransformFailureEntity> failures, FailureFilter filter, FailurePosition? after)
    {
        if (filter.Sources.Count > 0) failures = failures.Where(failure => filter.Sources.Contains(failure.Source));
        if (filter.ErrorTypes.Count > 0) failures = failures.Where(failure => filter.ErrorTypes.Contains(failure.ErrorType));
        if (filter.From is { } from) failures = failures.Where(failure => failure.FailedAt >= from);
        if (filter.To is { } to) failures = failures.Where(failure => failure.FailedAt <= to);
        if (after is null) return failures;

        return failures.Where(failure => EF.Functions.LessThan(
            ValueTuple.Create(failure.FailedAt, failure.Source, failure.RawId), ValueTuple.Create(after.FailedAt, after.Source, after.RawId)));
    }
}
