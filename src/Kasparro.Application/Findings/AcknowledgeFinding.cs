using Kasparro.Domain.MarketData;
using MediatR;

namespace Kasparro.Application.Findings;

/// <summary>
/// A person takes an open finding as normal. Null where no finding has this id.
/// </summary>
/// <exception cref="InvalidOperationException">It is not open.</exception>
public sealed record AcknowledgeFinding(long FindingId, string By, string? Note) : IRequest<FindingDetail?>;

internal sealed class AcknowledgeFindingHandler(IFindingStore findings, TimeProvider time)
    : IRequestHandler<AcknowledgeFinding, FindingDetail?>
{
    public async Task<FindingDetail?> Handle(AcknowledgeFinding command, CancellationToken ct)
    {
        var now = Timestamp.ToMicroseconds(time.GetUtcNow());
        var finding = await findings.AcknowledgeAsync(command.FindingId, command.By, command.Note, now, ct);
        return finding is null ? null : FindingDetail.Of(finding);
    }
}
