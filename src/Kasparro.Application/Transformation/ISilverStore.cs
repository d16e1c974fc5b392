using Kasparro.Application.Sources;

namespace Kasparro.Application.Transformation;

/// <summary>Where derived rows are kept.</summary>
public interface ISilverStore
{
    /// <summary>
    /// Opens one transaction for a source. It starts behind the last raw row that has an outcome, or, with
    /// <paramref name="full"/>
    /// or after a change of the source's transformation version, at the beginning with the source's Silver emptied.
    /// </summary>
    Task<ITransformation> BeginAsync(SourceDescription source, bool full, CancellationToken ct);
}

/// <summary>The transformation of one source: one transaction, seen by readers when it commits.</summary>
public interface ITransformation : IAsyncDisposable
{
    /// <summary>Who derives this source already; null where this transformation may work.</summary>
    string? LockedBy { get; }

    /// <summary>The highest raw id that has an outcome; 0 for none.</summary>
    long ResumeAfter { get; }

    Task WriteAsync(MappedChunk chunk, CancellationToken ct);

    Task<TransformResult> CommitAsync(CancellationToken ct);
}
