using System.Diagnostics;
using Kasparro.Application.Sources;
using MediatR;

namespace Kasparro.Application.Transformation;

/// <summary>
/// Transforms what Bronze has of a source and Silver has not; with <paramref name="Full"/>, all of it.
/// </summary>
/// <param name="Part">Null for all; else what Silver has of this part is transformed again.</param>
public sealed record TransformSource(string Source, bool Full = false, BronzePart? Part = null)
    : IRequest<TransformResult>;

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
        return await silver.BeginAsync(source.Description, command.Full, command.Part, ct) switch
        {
            TransformationStart.Started(var transformation) => await TransformAsync(source, transformation),
            TransformationStart.Locked(var lockedBy) => TransformResult.Skipped(command.Source, lockedBy),
            TransformationStart.NotStarted(var failure) => TransformResult.NotDone(command.Source, failure),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<TransformResult> TransformAsync(ISource source, ITransformation transformation)
    {
        await using var locked = transformation;
        var (name, ct) = (source.Description.Name, transformation.Limit);
        try
        {
            var upTo = transformation.Part is null ? await bronze.HighestIdAsync(name, ct) : transformation.ResumeAfter;
            // read and map ahead, write in order
            var rows = transformation.Part is { } part
                ? bronze.ReadAsync(name, part, ct)
                : bronze.ReadAsync(name, transformation.ResumeAfter, upTo, ct);
            await pipeline.RunAsync(source, rows, transformation.WriteAsync, ct);
            return await transformation.CommitAsync(upTo, ct); // rows, failures and counts, together
        }
        catch (Exception reason) when (transformation.Explain(reason) is { } failure)
        {
            return TransformResult.NotDone(name, failure);
        }
    }
}
