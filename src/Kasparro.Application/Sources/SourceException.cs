using Kasparro.Domain.Runs;

namespace Kasparro.Application.Sources;

/// <summary>A source could not be read. The message is for a person and never holds a key.</summary>
/// <param name="upstreamText">See <see cref="RunFailure.UpstreamText"/>.</param>
public sealed class SourceException(
    FailureClass failureClass,
    string sentence,
    string nextStep,
    Exception? inner = null,
    string? upstreamText = null
) : Exception(sentence, inner)
{
    public RunFailure Failure { get; } = new(failureClass, sentence, nextStep) { UpstreamText = upstreamText };
}
