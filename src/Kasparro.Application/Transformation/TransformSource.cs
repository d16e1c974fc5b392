using System.Diagnostics;
using Kasparro.Application.Drift;
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
    PriceBrake brake,
    SourceCatalog sources
) : IRequestHandler<TransformSource, TransformResult>
{
    public async Task<TransformResult> Handle(TransformSource command, CancellationToken ct)
    {
        var source = sources[command.Source];
        TransformResult? result;
        do
        // lock, transaction, where to resume
        result = await silver.BeginAsync(source.Description, command.Full, command.Part, ct) switch
        {
            TransformationStart.Started(var transformation) => await TransformAsync(source, transformation),
            TransformationStart.Locked(var lockedBy) => TransformResult.Skipped(command.Source, lockedBy),
            TransformationStart.NotStarted(var failure) => TransformResult.NotDone(command.Source, failure),
            _ => throw new UnreachableException(),
        };
        while (result is null);
        return result;
    }

    /// <returns>Null where nothing was committed, because prices jumped together: their rows wait now.</returns>
    private async Task<TransformResult?> TransformAsync(ISource source, ITransformation transformation)
    {
        await using var locked = transformation;
        var (name, ct) = (source.Description.Name, transformation.Limit);
        try
        {
            var hold = await brake.FindHoldAsync(source, transformation, ct);
            var upTo = transformation.Part is null
                ? await HighestIdAsync(name, hold, transformation.ResumeAfter, ct)
                : transformation.ResumeAfter;
            // read and map ahead, write in order
            var rows = transformation.Part is { } part
                ? bronze.ReadAsync(name, part, ct)
                : bronze.ReadAsync(name, transformation.ResumeAfter, upTo, ct);
            var prices = brake.Watch(source.Description, hold, transformation);
            await pipeline.RunAsync(source, hold, rows, prices.WriteAsync, Share(transformation, upTo), ct);
            if (await brake.HoldBackAsync(source.Description, prices, ct))
                return null;
            var result = await transformation.CommitAsync(upTo, ct); // rows, failures and counts, together
            return result with { PausedBy = hold.PausedBy };
        }
        catch (Exception reason) when (transformation.Explain(reason) is { } failure)
        {
            return TransformResult.NotDone(name, failure);
        }
    }

    /// <summary>By ids, which have few gaps; of a part, nothing is known.</summary>
    private static Func<MappedChunk, double>? Share(ITransformation transformation, long upTo)
    {
        var (first, all) = (transformation.ResumeAfter, upTo - transformation.ResumeAfter);
        return transformation.Part is null && all > 0 ? chunk => (double)(chunk.Rows[^1].Id - first) / all : null;
    }

    /// <summary>Up to what a change holds back; never before what is transformed.</summary>
    private async Task<long> HighestIdAsync(string source, SilverHold hold, long transformed, CancellationToken ct)
    {
        var highest = await bronze.HighestIdAsync(source, ct);
        return hold.UpTo is { } limit ? Math.Max(transformed, Math.Min(highest, limit)) : highest;
    }
}
