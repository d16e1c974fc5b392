using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Infrastructure.Postgres.Connections;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Postgres.Transformation;

internal sealed class SilverStore(
    KasparroDatabase database,
    TimeProvider time,
    ProcessIdentity process,
    ILogger<SilverStore> log
) : ISilverStore
{
    public async Task<TransformationStart> BeginAsync(SourceDescription source, bool full, CancellationToken ct)
    {
        var session = await database.OpenSessionAsync($"kasparro-transform {process.Name}", ct);
        try
        {
            if (await AdvisoryLocks.LockAsync(session, AdvisoryLocks.Transformation, source.Name, ct) is { } lockedBy)
            {
                await session.DisposeAsync();
                return new TransformationStart.Locked(lockedBy);
            }

            return new TransformationStart.Started(
                await SourceTransformation.BeginAsync(session, ownsSession: true, source, full, time, log, ct)
            );
        }
        catch
        {
            await KasparroDatabase.EndSessionAsync(session);
            throw;
        }
    }
}
