using Kasparro.Domain.Runs;

namespace Kasparro.Application.Sources;

/// <summary>A source could not be read. The message is for a person and never holds a key.</summary>
public sealed class SourceException(RunFailure failure, Exception? inner = null) : Exception(failure.Sentence, inner)
{
    /// <param name="upstreamText">See <see cref="RunFailure.UpstreamText"/>.</param>
    public SourceException(
        FailureClass failureClass,
        string sentence,
        string nextStep,
        Exception? inner = null,
        string? upstreamText = null
    )
        : this(new RunFailure(failureClass, sentence, nextStep) { UpstreamText = upstreamText }, inner) { }

    public RunFailure Failure { get; } = failure;

    /// <summary>The source responded that it has nothing at this address.</summary>
    public bool IsNotFound { get; init; }
}
