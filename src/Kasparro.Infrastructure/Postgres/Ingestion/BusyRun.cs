using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;

namespace Kasparro.Infrastructure.Postgres.Ingestion;

/// <summary>The answer where another run of the source is at work: it only says who.</summary>
internal sealed class BusyRun(string holder) : IIngestRun
{
    public string? LockedBy => holder;
    public FetchContext FetchContext => throw NotOurs();
    public long Fetched => 0;

    public CancellationTokenSource LimitTime(CancellationToken ct) => throw NotOurs();

    public Task StageAsync(SourcePage page, CancellationToken ct) => throw NotOurs();

    public Task<IngestResult> CommitAsync(CancellationToken ct) => throw NotOurs();

    public Task<IngestResult> FailAsync(Exception reason) => throw NotOurs();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static InvalidOperationException NotOurs() => new("This source is run by somebody else.");
}
