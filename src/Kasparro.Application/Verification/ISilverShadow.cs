using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;

namespace Kasparro.Application.Verification;

/// <summary>A place to derive Silver in that nobody else sees.</summary>
public interface ISilverShadow
{
    /// <exception cref="SilverBusyException">Somebody derives one of the sources right now.</exception>
    Task<ISilverComparison> BeginAsync(IReadOnlyList<SourceDescription> sources, CancellationToken ct);
}

public interface ISilverComparison : IAsyncDisposable
{
    /// <summary>The highest raw id of a source that has an outcome in the Silver that is there.</summary>
    long TransformedUpTo(string source);

    Task<ITransformation> TransformAsync(SourceDescription source, CancellationToken ct);

    Task<SilverVerification> CompareAsync(CancellationToken ct);
}

/// <summary>Silver cannot be compared while it changes.</summary>
public sealed class SilverBusyException(string source, string holder)
    : Exception($"Silver of {source} is being derived by {holder}; verify it when that has ended.");
