using Kasparro.Application.Drift;
using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using MediatR;

namespace Kasparro.Application.Verification;

/// <summary>
/// Transforms every source from its first raw record into a shadow of Silver, and compares it with Silver. Changes
/// nothing.
/// </summary>
/// <param name="Part">Null for all; else only what this part gives is compared.</param>
public sealed record VerifySilver(BronzePart? Part = null) : IRequest<SilverVerification>;

internal sealed class VerifySilverHandler(
    ISilverShadow silver,
    IBronzeReader bronze,
    MappingPipeline pipeline,
    ISchemaReader schemas,
    SourceCatalog sources
) : IRequestHandler<VerifySilver, SilverVerification>
{
    public async Task<SilverVerification> Handle(VerifySilver query, CancellationToken ct)
    {
        // locked: nothing is transformed meanwhile
        await using var shadow = await silver.BeginAsync(
            [.. sources.All.Select(source => source.Description)],
            query.Part,
            ct
        );
        foreach (var source in sources.All)
        {
            var name = source.Description.Name;
            var upTo = shadow.TransformedUpTo(name);
            await using var transformation = await shadow.TransformAsync(source.Description, ct);
            var rows = shadow.PartOf(name) is { } part
                ? bronze.ReadAsync(name, part, ct)
                : bronze.ReadAsync(name, transformation.ResumeAfter, upTo, ct);
            var hold = await schemas.FindHoldAsync(name, source.Description.TransformVersion, ct);
            await pipeline.RunAsync(source, hold, rows, transformation.WriteAsync, share: null, ct);
            await transformation.CommitAsync(upTo, ct);
        }

        var compared = await shadow.CompareAsync(ct);
        return compared with { IsPartEmpty = sources.All.All(source => shadow.PartOf(source.Description.Name) is []) };
    }
}
