using Kasparro.Domain.MarketData;
using MediatR;

namespace Kasparro.Application.Drift;

/// <summary>A person takes a change as it is. Null where there is none with this id.</summary>
/// <exception cref="InvalidOperationException">It is not open.</exception>
public sealed record AcceptDrift(long DriftId, string By) : IRequest<DriftDetail?>;

internal sealed class AcceptDriftHandler(ISchemaStore schemas, TimeProvider time)
    : IRequestHandler<AcceptDrift, DriftDetail?>
{
    public async Task<DriftDetail?> Handle(AcceptDrift command, CancellationToken ct)
    {
        var now = Timestamp.ToMicroseconds(time.GetUtcNow());
        var drift = await schemas.AcceptAsync(command.DriftId, command.By, now, ct);
        return drift is null ? null : DriftDetail.Of(drift);
    }
}
