using Kasparro.Application.Sources;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Transformation;

/// <summary>Where market data is kept.</summary>
public interface ISilverStore
{
    /// <summary>
    /// Takes the source's lock and opens one transaction. It resumes after the last raw record that has an outcome, or,
    /// with <paramref name="full"/> after a change of the source's transform version or where Silver lost rows of the
    /// source, starts at the beginning with the source's Silver emptied. Locked only by a session of ours within the
    /// source's time limit: any other one is a
    /// failure that names it.
    /// </summary>
    /// <param name="part">Null for all; else only this part is emptied and transformed again. Refused where the whole
    /// source has to be.</param>
    Task<TransformationStart> BeginAsync(SourceDescription source, bool full, BronzePart? part, CancellationToken ct);
}

/// <summary>The transformation of one source: one transaction, seen by readers when it commits.</summary>
public interface ITransformation : IAsyncDisposable
{
    /// <summary>The highest raw id that has an outcome; 0 for none.</summary>
    long ResumeAfter { get; }

    /// <summary>The raw rows to transform again, ascending; null for all after <see cref="ResumeAfter"/>.</summary>
    IReadOnlyList<long>? Part { get; }

    /// <summary>Cancelled with the token that it began with, or after the source's time limit.</summary>
    CancellationToken Limit { get; }

    Task WriteAsync(MappedChunk chunk, CancellationToken ct);

    /// <summary>
    /// Of each listing the newest price before an instant, and at most <see cref="PriceShift.Window"/> before it, as
    /// Silver has it without what this transformation writes; of listings that have none, nothing.
    /// </summary>
    Task<IReadOnlyList<PriceBefore>> ReadPricesBeforeAsync(
        IReadOnlyDictionary<string, DateTimeOffset> listings,
        CancellationToken ct
    );

    /// <param name="upTo">The last statement whose raw rows are written: payloads that were received again up to it are
    /// put in their place.</param>
    Task<TransformResult> CommitAsync(long upTo, CancellationToken ct);

    /// <summary>What an exception has to do with the time limit; null for any other one.</summary>
    RunFailure? Explain(Exception reason);
}

/// <summary>A price that Silver has.</summary>
/// <param name="SourceAssetId">Its listing.</param>
/// <param name="Log10">The logarithm of the price to base 10.</param>
public sealed record PriceBefore(string SourceAssetId, DateTimeOffset At, double Log10);
