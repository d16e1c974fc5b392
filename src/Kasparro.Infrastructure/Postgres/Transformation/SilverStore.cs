using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
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
    public async Task<TransformationStart> BeginAsync(
        SourceDescription source,
        bool full,
        BronzePart? part,
        CancellationToken ct
    )
    {
        var session = await database.OpenSessionAsync($"kasparro-transform {process.Name}", source.TimeLimit, ct);
        try
        {
            if (await AdvisoryLocks.LockAsync(session, AdvisoryLocks.Transformation, source.Name, ct) is not { } holder)
                return await BeginAsync(session, source, full, part, ct);

            await session.DisposeAsync();
            return holder.Objection("transformation", holder.IsOurs, source.TimeLimit) is { } failure
                ? NotDone(source, failure)
                : new TransformationStart.Locked(holder.Session.ToString());
        }
        catch
        {
            await KasparroDatabase.EndSessionAsync(session);
            throw;
        }
    }

    private async Task<TransformationStart> BeginAsync(
        NpgsqlConnection session,
        SourceDescription source,
        bool full,
        BronzePart? part,
        CancellationToken ct
    )
    {
        var limit = new SessionLimit(database, session, source.TimeLimit, time, ct);
        try
        {
            return new TransformationStart.Started(
                await SourceTransformation.BeginAsync(session, source, full, part, limit, time, log, limit.Token)
            );
        }
        catch (PartRefusedException refused)
        {
            await KasparroDatabase.EndSessionAsync(session);
            await limit.DisposeAsync();
            return NotDone(source, refused.Failure);
        }
        catch (OperationCanceledException) when (limit.HasPassed)
        {
            await KasparroDatabase.EndSessionAsync(session);
            await limit.DisposeAsync();
            return NotDone(source, limit.ToFailure("transformation"));
        }
        catch
        {
            await limit.DisposeAsync();
            throw;
        }
    }

    private TransformationStart.NotStarted NotDone(SourceDescription source, RunFailure failure)
    {
        TransformationLog.NotDone(log, source.Name, failure.Sentence, failure.NextStep);
        return new TransformationStart.NotStarted(failure);
    }
}
