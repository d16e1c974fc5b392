using MediatR;

namespace Kasparro.Application.Runs;

/// <summary>One ingestion run; null where no run has this id.</summary>
public sealed record GetRun(Guid RunId) : IQuery<RunSummary?>;

internal sealed class GetRunHandler(IRunReader reader) : IRequestHandler<GetRun, RunSummary?>
{
    public Task<RunSummary?> Handle(GetRun query, CancellationToken ct) => reader.FindAsync(query.RunId, ct);
}
