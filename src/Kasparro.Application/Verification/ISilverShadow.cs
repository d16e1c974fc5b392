using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;

namespace Kasparro.Application.Verification;

/// <summary>A copy of Silver to transform into that no other session sees.</summary>
public interface ISilverShadow
{
    /// <exception cref="SilverBusyException">One of the sources is being transformed.</exception>
    /// <param name="part">Null for all; else only what this part gives is compared.</param>
    Task<ISilverComparison> BeginAsync(
        IReadOnlyList<SourceDescription> sources,
        BronzePart? part,
        CancellationToken ct
    );
}

public interface ISilverComparison : IAsyncDisposable
{
    /// <summary>The highest raw id of a source that has an outcome in Silver.</summary>
    long TransformedUpTo(string source);

    /// <summary>The raw rows to transform, ascending; null for all.</summary>
    IReadOnlyList<long>? PartOf(string source);

    Task<ITransformation> TransformAsync(SourceDescription source, CancellationToken ct);

    Task<SilverVerification> CompareAsync(CancellationToken ct);
}

/// <summary>Silver cannot be compared while it changes.</summary>
public sealed class SilverBusyException(string source, string lockedBy)
    : Exception($"Silver of {source} is being transformed by {lockedBy}; verify it when that has ended.");
