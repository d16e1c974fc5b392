using MediatR;

namespace Kasparro.Application.Drift;

/// <summary>One change; null where there is none with this id.</summary>
public sealed record GetDrift(long DriftId) : IQuery<DriftDetail?>;

internal sealed class GetDriftHandler(ISchemaReader reader) : IRequestHandler<GetDrift, DriftDetail?>
{
    public Task<DriftDetail?> Handle(GetDrift query, CancellationToken ct) => reader.FindAsync(query.DriftId, ct);
}
