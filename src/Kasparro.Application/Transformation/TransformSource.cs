using System.Threading.Channels;
using Kasparro.Application.Sources;
using MediatR;

namespace Kasparro.Application.Transformation;

/// <summary>Derives Silver from what Bronze has of a source and Silver has not; with <paramref name="Full"/>, from all of it.</summary>
public sealed record TransformSource(string Source, bool Full = false) : IRequest<TransformResult>;

internal sealed class TransformSourceHandler(IBronzeReader bronze, ISilverStore silver, SourceCatalog sources, ITransformProgress progress)
    : IRequestHandler<TransformSource, TransformResult>
{
    /// <summary>Chunks that may wait between two stages: enough to keep all of them busy, few enough to bound memory.</summary>
    private const int ChunksAhead = 2;

    public async Task<TransformResult> Handle(TransformSource command, CancellationToken ct)
    {
        var source = sources[command.Source];
        await using var derivation = await silver.BeginAsync(source.Description, command.Full, ct);
        if (derivation.HeldBy is { } holder) return TransformResult.Skipped(command.Source, holder);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var mapped = Channel.CreateBounded<MappedChunk>(ChunksAhead);
        var mapping = MapAsync(source, derivation.ResumeAfter, mapped.Writer, stop.Token);
        try
        {
            await foreach (var chunk in mapped.Reader.ReadAllAsync(stop.Token))
            {
                await derivation.WriteAsync(chunk, stop.Token);
                progress.Derived(command.Source, chunk.Rows.Count);
            }

            await mapping;
            return await derivation.CommitAsync(ct);
        }
        finally
        {
            await stop.CancelAsync();
            await mapping.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Reads and maps ahead of the writer, on all cores; chunks leave in the order of their ids.</summary>
    private async Task MapAsync(ISource source, long after, ChannelWriter<MappedChunk> output, CancellationToken ct)
    {
        try
        {
            var read = Channel.CreateBounded<IReadOnlyList<RawRow>>(ChunksAhead);
            var reading = ReadAsync(source, after, read.Writer, ct);
            await foreach (var rows in read.Reader.ReadAllAsync(ct))
                await output.WriteAsync(await Task.Run(() => MappedChunk.Of(source, rows), ct), ct);

            await reading;
            output.Complete();
        }
        catch (Exception reason)
        {
            output.Complete(reason);      // the writer's loop throws it
        }
    }

    private async Task ReadAsync(ISource source, long after, ChannelWriter<IReadOnlyList<RawRow>> output, CancellationToken ct)
    {
        try
        {
            await foreach (var rows in bronze.ReadAsync(source.Description.Name, after, ct)) await output.WriteAsync(rows, ct);
            output.Complete();
        }
        catch (Exception reason)
        {
            output.Complete(reason);
        }
    }
}
