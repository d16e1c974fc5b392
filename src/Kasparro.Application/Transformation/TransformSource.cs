using Kasparro.Application.Sources;
using Kasparro.Application.Telemetry;
using MediatR;

namespace Kasparro.Application.Transformation;

/// <summary>
/// Transforms Silver from what Bronze has of a source and Silver has not; with <paramref name="Full"/>, from all of it.
/// </summary>
public sealed record TransformSource(string Source, bool Full = false) : IRequest<TransformResult>;

internal sealed class TransformSourceHandler(
    ISilverStore silver,
    IBronzeReader bronze,
    MappingPipeline pipeline,
    SourceCatalog sources
) : IRequestHandler<TransformSource, TransformResult>
{
    public async Task<TransformResult> Handle(TransformSource command, CancellationToken ct)
    {
        var source = sources[command.Source];
        // lock, transaction, where to resume
        await using var transformation = await silver.BeginAsync(source.Description, command.Full, ct);
        if (transformation.LockedBy is { } holder)
            return TransformResult.Skipped(command.Source, holder);

        var upTo = await bronze.HighestIdAsync(command.Source, ct);
        // read and map ahead, write in order
        await pipeline.RunAsync(source, transformation.ResumeAfter, upTo, transformation.WriteAsync, ct);

        using var committing = EtlTrace.Step("commit");
        return await transformation.CommitAsync(ct); // rows, failures and counts, together
    }
}
