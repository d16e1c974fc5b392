using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Retention;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>
/// One transaction that transforms one source. Disposed without a commit, it leaves nothing.
/// </summary>
internal sealed class SourceTransformation : ITransformation
{
    private readonly NpgsqlConnection _session;
    private readonly SessionLimit? _limit;
    private readonly NpgsqlTransaction _transaction;
    private readonly SourceDescription _source;
    private readonly ListingStage _listings;
    private readonly ObservationStage _observations;
    private readonly FailureStage _failures;
    private readonly SightingStage _sightings;
    private readonly TransformationRecord _record;
    private readonly DateTimeOffset _startedAt;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ResumePoint _resume;
    private readonly ReadRows _rows;

    /// <summary>What PostgreSQL does with the chunk before; the next one is counted meanwhile.</summary>
    private Task _writing = Task.CompletedTask;

    private SourceTransformation(
        NpgsqlConnection session,
        NpgsqlTransaction transaction,
        SourceDescription source,
        ResumePoint resume,
        DateTimeOffset? pricesFrom,
        DateTimeOffset startedAt,
        SessionLimit? limit,
        TimeProvider time,
        ILogger log,
        CancellationToken ct
    )
    {
        (_session, _transaction, _source, _limit, Limit) = (session, transaction, source, limit, ct);
        (_resume, _startedAt, _time, _log) = (resume, startedAt, time, log);
        _rows = new ReadRows(pricesFrom);
        _listings = new ListingStage(session, source, startedAt, resume.IsFull);
        _observations = new ObservationStage(session, source.Name, startedAt);
        _failures = new FailureStage(session, source.Name, startedAt);
        _sightings = new SightingStage(session, source.Name, startedAt);
        _record = new TransformationRecord(session, source, resume);
    }

    public long ResumeAfter => _resume.After;

    public IReadOnlyList<long>? Part => _resume.Part;

    public CancellationToken Limit { get; }

    /// <param name="limit">Ends with the transformation, and so does the session with the source's lock. Null where the
    /// session is the caller's and goes on.</param>
    public static async Task<SourceTransformation> BeginAsync(
        NpgsqlConnection session,
        SourceDescription source,
        bool full,
        BronzePart? part,
        SessionLimit? limit,
        TimeProvider time,
        ILogger log,
        CancellationToken ct
    )
    {
        var startedAt = Timestamp.ToMicroseconds(time.GetUtcNow());
        var transaction = await session.BeginTransactionAsync(ct);
        await BoundedTransaction.SendBeginAsync(session, ct);
        var resume = part is null
            ? await ResumePoint.FindAsync(session, source, full, log, ct)
            : await ResumePoint.FindPartAsync(session, source, part, ct);
        var transformation = new SourceTransformation(
            session,
            transaction,
            source,
            resume,
            await PricesLimit.FindAsync(session, source.Name, ct),
            startedAt,
            limit,
            time,
            log,
            ct
        );
        await transformation._listings.CreateAsync(ct);
        await transformation._observations.CreateAsync(ct);
        await transformation._failures.CreateAsync(ct);
        await transformation._sightings.CreateAsync(ct);
        return transformation;
    }

    public async Task WriteAsync(MappedChunk chunk, CancellationToken ct)
    {
        _rows.Count(chunk);
        var accepted = StagedObservation.AcceptedIn(chunk);
        // Of an expired price, the listing and its label stay.
        _listings.AddLabels(accepted);
        var kept = _rows.WithoutExpired(accepted);
        await _writing;
        var assets = await _listings.ResolveAsync(accepted, ct);
        _writing = WriteAsync(kept, assets, chunk);
    }

    /// <summary>Bounded by the transformation's own limit: the caller's token ends with the last chunk.</summary>
    private async Task WriteAsync(List<StagedObservation> kept, Dictionary<string, Guid> assets, MappedChunk chunk)
    {
        await _observations.WriteAsync(kept, assets, Limit);
        await _failures.WriteAsync(chunk, Limit);
    }

    public async Task<IReadOnlyList<PriceBefore>> ReadPricesBeforeAsync(
        IReadOnlyDictionary<string, DateTimeOffset> listings,
        CancellationToken ct
    )
    {
        await _writing;
        return await _observations.ReadPricesBeforeAsync(listings, _resume.After, ct);
    }

    public async Task<TransformResult> CommitAsync(long upTo, CancellationToken ct)
    {
        await _writing;
        await _sightings.ApplyAsync(_resume, upTo, ct);
        if (_resume is { IsFull: true, HasCleared: true })
            await Rebuild.ApplyAsync(_session, _source.Name, ct);
        await AdvisoryLocks.TakeAssetsAsync(_session, ct);
        await _listings.PublishAsync(ct);
        await _record.WriteAsync(
            new TransformationCounts(
                _startedAt,
                _observations.Inserted,
                _failures.Written,
                _observations.Inserted + _observations.Superseded + _sightings.Returned,
                _rows.NotApplicable,
                _rows.Expired,
                _rows.LastWithoutOutcome,
                _rows.Newest
            ),
            changedRows: _observations.Inserted + _observations.Replaced + _sightings.Returned,
            upTo,
            ct
        );
        await _transaction.CommitAsync(ct);

        var result = new TransformResult(
            _source.Name,
            _rows.Read,
            _observations.Inserted,
            _observations.Replaced + _sightings.Returned,
            _observations.Superseded,
            _failures.Written,
            _rows.NotApplicable,
            _resume.IsFull,
            _time.GetUtcNow() - _startedAt
        )
        {
            UnreadableValues = _rows.UnreadableValues,
            Expired = _rows.Expired,
        };
        TransformationLog.Committed(_log, result, _sightings.Returned);
        return result;
    }

    public RunFailure? Explain(Exception reason)
    {
        if (reason is not OperationCanceledException || _limit is not { HasPassed: true } limit)
            return null;

        var failure = limit.ToFailure("transformation");
        TransformationLog.NotDone(_log, _source.Name, failure.Sentence, failure.NextStep);
        return failure;
    }

    public async ValueTask DisposeAsync()
    {
        // What became of it was said where the next step waited for it; without one, nothing depends on it.
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // The session first: it ends in bounded time, where a rollback would wait for a network without end.
        if (_limit is not null)
        {
            await _limit.DisposeAsync();
            await KasparroDatabase.EndSessionAsync(_session);
        }

        await _transaction.DisposeAsync();
    }
}
