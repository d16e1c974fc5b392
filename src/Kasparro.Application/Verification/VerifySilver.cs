using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using MediatR;

namespace Kasparro.Application.Verification;

/// <summary>
/// Transforms every source from its first raw record into a shadow of Silver, and compares it with Silver. Changes
/// nothing.
/// </summary>
public sealed record VerifySilver : IRequest<SilverVerification>;

internal sealed class VerifySilverHandler(ISilverShadow silver, MappingPipeline pipeline, SourceCatalog sources)
    : IRequestHandler<VerifySilver, SilverVerification>
{
    public async Task<SilverVerification> Handle(VerifySilver query, CancellationToken ct)
    {
        // locked: nothing is transformed meanwhile
        await using var shadow = await silver.BeginAsync([.. sources.All.Select(source => source.Description)], ct);
        foreach (var source in sources.All)
        {
            var upTo = shadow.TransformedUpTo(source.Description.Name);
            await using var transformation = await shadow.TransformAsync(source.Description, ct);
            await pipeline.RunAsync(source, transformation.ResumeAfter, upTo, transformation.WriteAsync, ct);
            await transformation.CommitAsync(upTo, ct);
        }

        return await shadow.CompareAsync(ct);
    }
}
