using Kasparro.Application.Sources;
using MediatR;

namespace Kasparro.Application.Verification;

/// <summary>
/// Reads every raw row, and compares it with its hash and with the digest of its run. Changes nothing.
/// </summary>
public sealed record VerifyBronze : IRequest<IReadOnlyList<BronzeVerification>>;

internal sealed class VerifyBronzeHandler(IBronzeVerifier bronze, SourceCatalog sources)
    : IRequestHandler<VerifyBronze, IReadOnlyList<BronzeVerification>>
{
    public async Task<IReadOnlyList<BronzeVerification>> Handle(VerifyBronze query, CancellationToken ct)
    {
        var verifications = new List<BronzeVerification>();
        foreach (var source in sources.Names)
            verifications.Add(await bronze.VerifyAsync(source, ct));
        return verifications;
    }
}
