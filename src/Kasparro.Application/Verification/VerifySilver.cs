using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using MediatR;

namespace Kasparro.Application.Verification;

/// <summary>
/// Transforms Silver aside, from the first raw row of every source, and compares it with the Silver that is there. Changes
/// nothing.
/// </summary>
public sealed record VerifySilver : IRequest<SilverVerification>;

internal sealed class VerifySilverHandler(ISilverShadow silver, MappingPipeline pipeline, SourceCatalog sources)
    : IRequestHandler<VerifySilver, SilverVerification>
{
    public async Task<SilverVerification> Handle(VerifySilver query, CancellationToken ct)
    {
        // nobody derives meanwhile
        await using var aside = await silver.BeginAsync([.. sources.All.Select(source => source.Description)], ct);
        foreach (var source in sources.All)
        {
            await using var transformation = await aside.TransformAsync(source.Description, ct);
            await pipeline.RunAsync(
                source,
                transformation.ResumeAfter,
                aside.TransformedUpTo(source.Description.Name),
                transformation.WriteAsync,
                ct
            );
            await transformation.CommitAsync(ct);
        }

        return await aside.CompareAsync(ct);
    }
}
