using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Persistence.Silver;

internal sealed class SilverStore(
    KasparroDatabase database,
    TimeProvider time,
    Runs.ProcessIdentity process,
    ILogger<SilverStore> log
) : ISilverStore
{
    public async Task<IDerivation> BeginAsync(SourceDescription source, bool full, CancellationToken ct)
    {
        var session = await database.OpenSessionAsync($"kasparro-transform {process.Name}", ct);
        try
        {
            if (!await AdvisoryLocks.TryTakeAsync(session, AdvisoryLocks.Derivation, source.Name, ct))
            {
                var holder =
                    await AdvisoryLocks.HolderAsync(session, AdvisoryLocks.Derivation, source.Name, ct)
                    ?? "a transform that has just ended";
                await session.DisposeAsync();
                return new HeldDerivation(holder);
            }

            return new LockedDerivation(session, await Derivation.BeginAsync(session, source, full, time, log, ct));
        }
        catch
        {
            await KasparroDatabase.EndSessionAsync(session);
            throw;
        }
    }

    /// <summary>A derivation whose session, and with it the lock, is its own.</summary>
    private sealed class LockedDerivation(NpgsqlConnection session, Derivation derivation) : IDerivation
    {
        public string? HeldBy => null;
        public long ResumeAfter => derivation.ResumeAfter;

        public Task WriteAsync(MappedChunk chunk, CancellationToken ct) => derivation.WriteAsync(chunk, ct);

        public Task<TransformResult> CommitAsync(CancellationToken ct) => derivation.CommitAsync(ct);

        public async ValueTask DisposeAsync()
        {
            await derivation.DisposeAsync();
            await KasparroDatabase.EndSessionAsync(session);
        }
    }

    /// <summary>The answer where somebody else derives the source: it only says who.</summary>
    private sealed class HeldDerivation(string holder) : IDerivation
    {
        public string? HeldBy => holder;
        public long ResumeAfter => throw NotOurs();

        public Task WriteAsync(MappedChunk chunk, CancellationToken ct) => throw NotOurs();

        public Task<TransformResult> CommitAsync(CancellationToken ct) => throw NotOurs();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static InvalidOperationException NotOurs() => new("This source is derived by somebody else.");
    }
}
