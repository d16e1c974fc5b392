using Kasparro.Application.Paging;

namespace Kasparro.Application.Failures;

/// <summary>Reads transform failures.</summary>
public interface IFailureReader
{
    /// <summary>Newest first, by time, source and raw row.</summary>
    Task<Page<TransformFailure>> ListAsync(
        FailureFilter filter,
        PageRequest<FailurePosition> page,
        CancellationToken ct
    );
}
