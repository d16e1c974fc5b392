using Kasparro.Application.Sources;

namespace Kasparro.Application.Transformation;

/// <summary>Where market data is kept.</summary>
public interface ISilverStore
{
    /// <summary>
    /// Takes the source's lock and opens one transaction. It resumes after the last raw record that has an outcome, or,
    /// with <paramref name="full"/> or after a change of the source's transform version, starts at the beginning with
    /// the source's Silver emptied. Never waits for a lock.
    /// </summary>
    Task<TransformationStart> BeginAsync(SourceDescription source, bool full, CancellationToken ct);
}

/// <summary>The transformation of one source: one transaction, seen by readers when it commits.</summary>
public interface ITransformation : IAsyncDisposable
{
    /// <summary>The highest raw id that has an outcome; 0 for none.</summary>
    long ResumeAfter { get; }

    Task WriteAsync(MappedChunk chunk, CancellationToken ct);

    Task<TransformResult> CommitAsync(CancellationToken ct);
}
