using Kasparro.Domain.Runs;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>A part of a source cannot be transformed, because all of it has to be.</summary>
internal sealed class PartRefusedException(string source, string reason) : Exception(reason)
{
    public RunFailure Failure { get; } =
        new(
            FailureClass.Config,
            $"A part of {source} cannot be transformed by itself: {reason}.",
            "Transform the source without a selection first; all of it is then transformed again."
        );
}
