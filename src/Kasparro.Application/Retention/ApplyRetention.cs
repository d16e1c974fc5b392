using Kasparro.Application.Sources;
using MediatR;

namespace Kasparro.Application.Retention;

/// <summary>
/// Removes what a source no longer keeps: prices from before its limit leave Silver, and raw records that no price
/// needs any more move from Bronze to the archive, where there is one. Where prices are kept longer than before, the
/// next transformation brings them back from Bronze.
/// </summary>
public sealed record ApplyRetention(string Source) : IRequest<RetentionResult>;

internal sealed class ApplyRetentionHandler(IRetentionStore store, RetentionPolicy policy, SourceCatalog sources)
    : IRequestHandler<ApplyRetention, RetentionResult>
{
    public async Task<RetentionResult> Handle(ApplyRetention command, CancellationToken ct)
    {
        var source = sources[command.Source].Description;
        var state = await store.FindAsync(source.Name, ct);
        var from = policy.PricesFrom(source.Name, state.Now);
        if (from is null && state.PricesFrom is null)
            return RetentionResult.Nothing;
        return from is not { } limit || state.MovesBack(limit)
            ? await store.RestoreAsync(source, from, ct)
            : await store.RemoveAsync(source, limit, policy.ArchivePath, ct);
    }
}
