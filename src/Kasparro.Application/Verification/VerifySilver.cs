using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using MediatR;

namespace Kasparro.Application.Verification;

/// <summary>
/// Derives Silver aside, from the first raw row of every source, and compares it with the Silver that is there. Changes
/// nothing.
/// </summary>
public sealed record VerifySilver : IRequest<SilverVerdict>;

internal sealed class VerifySilverHandler(ISilverAside silver, MappingPipeline pipeline, SourceCatalog sources)
    : IRequestHandler<VerifySilver, SilverVerdict>
{
    public async Task<SilverVerdict> Handle(VerifySilver query, CancellationToken ct)
    {
        // nobody derives meanwhile
        await using var aside = await silver.BeginAsync([.. sources.All.Select(source => source.Description)], ct);
        foreach (var source in sources.All)
        {
            await using var derivation = await aside.DeriveAsync(source.Description, ct);
            await pipeline.RunAsync(
                source,
                derivation.ResumeAfter,
                aside.DerivedUpTo(source.Description.Name),
                derivation.WriteAsync,
                ct
            );
            await derivation.CommitAsync(ct);
        }

        return await aside.CompareAsync(ct);
    }
}
