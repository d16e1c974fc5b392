namespace Kasparro.Application.Failures;

/// <summary>Reads rows that could not be derived.</summary>
public interface IFailureReader
{
    /// <summary>Newest first, by time, source and raw row.</summary>
    Task<IReadOnlyList<TransformFailure>> ListAsync(
        FailureFilter filter,
        FailurePosition? after,
        int limit,
        CancellationToken ct
    );
}
