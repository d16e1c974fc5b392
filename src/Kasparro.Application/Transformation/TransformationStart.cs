using Kasparro.Domain.Runs;

namespace Kasparro.Application.Transformation;

/// <summary>How the start of a transformation ended.</summary>
public abstract record TransformationStart
{
    private TransformationStart() { }

    public sealed record Started(ITransformation Transformation) : TransformationStart;

    /// <summary>The source is busy; nothing was done.</summary>
    /// <param name="LockedBy">Program, process and since when.</param>
    public sealed record Locked(string LockedBy) : TransformationStart;

    /// <summary>The source is locked by a session that does not transform it, or the start took too long.</summary>
    public sealed record NotStarted(RunFailure Failure) : TransformationStart;
}
