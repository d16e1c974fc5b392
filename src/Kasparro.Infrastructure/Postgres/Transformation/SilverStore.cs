using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Ingestion;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Transformation;

internal sealed class SilverStore(
    KasparroDatabase database,
    TimeProvider time,
    ProcessIdentity process,
    ILogger<SilverStore> log
) : ISilverStore
{
    public async Task<ITransformation> BeginAsync(SourceDescription source, bool full, CancellationToken ct)
    {
        var session = await database.OpenSessionAsync($"kasparro-transform {process.Name}", ct);
        try
        {
            if (!await AdvisoryLocks.TryTakeAsync(session, AdvisoryLocks.Transformation, source.Name, ct))
            {
                var holder =
                    await AdvisoryLocks.LockedByAsync(session, AdvisoryLocks.Transformation, source.Name, ct)
                    ?? "a transform that has just ended";
                await session.DisposeAsync();
                return new BusyTransformation(holder);
            }

            return new LockedTransformation(
                session,
                await SourceTransformation.BeginAsync(session, source, full, time, log, ct)
            );
        }
        catch
        {
            await KasparroDatabase.EndSessionAsync(session);
            throw;
        }
    }

    /// <summary>A transformation whose session, and with it the lock, is its own.</summary>
    private sealed class LockedTransformation(NpgsqlConnection session, SourceTransformation transformation)
        : ITransformation
    {
        public string? LockedBy => null;
        public long ResumeAfter => transformation.ResumeAfter;

        public Task WriteAsync(MappedChunk chunk, CancellationToken ct) => transformation.WriteAsync(chunk, ct);

        public Task<TransformResult> CommitAsync(CancellationToken ct) => transformation.CommitAsync(ct);

        public async ValueTask DisposeAsync()
        {
            await transformation.DisposeAsync();
            await KasparroDatabase.EndSessionAsync(session);
        }
    }

    /// <summary>The answer where somebody else derives the source: it only says who.</summary>
    private sealed class BusyTransformation(string holder) : ITransformation
    {
        public string? LockedBy => holder;
        public long ResumeAfter => throw NotOurs();

        public Task WriteAsync(MappedChunk chunk, CancellationToken ct) => throw NotOurs();

        public Task<TransformResult> CommitAsync(CancellationToken ct) => throw NotOurs();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static InvalidOperationException NotOurs() => new("This source is derived by somebody else.");
    }
}
