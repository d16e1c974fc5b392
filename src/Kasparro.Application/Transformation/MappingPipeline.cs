using System.Threading.Channels;
using Kasparro.Application.Drift;
using Kasparro.Application.Sources;
using Kasparro.Application.Telemetry;

namespace Kasparro.Application.Transformation;

/// <summary>
/// Bronze → mapped rows: reads and maps ahead of the writer; chunks arrive in the order of their ids.
/// </summary>
internal sealed class MappingPipeline(ITransformProgress progress)
{
    /// <summary>
    /// Chunks that may wait between two stages: enough to keep all of them busy, few enough to bound memory.
    /// </summary>
    private const int ChunksAhead = 1;

    /// <param name="share">How much is done when a chunk is written, 0 to 1; null where that is not known.</param>
    public async Task RunAsync(
        ISource source,
        SilverHold hold,
        IAsyncEnumerable<IReadOnlyList<RawRow>> rows,
        Func<MappedChunk, CancellationToken, Task> write,
        Func<MappedChunk, double>? share,
        CancellationToken ct
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var read = Channel.CreateBounded<IReadOnlyList<RawRow>>(ChunksAhead);
        var mapped = Channel.CreateBounded<MappedChunk>(ChunksAhead);
        var reading = FillAsync(read.Writer, rows.WithCancellation(stop.Token), stop.Token);
        var mapping = FillAsync(
            mapped.Writer,
            MapAsync(source, hold, read.Reader, stop.Token).WithCancellation(stop.Token),
            stop.Token
        );

        try
        {
            await foreach (var chunk in mapped.Reader.ReadAllAsync(stop.Token))
            {
                using var writing = EtlTrace.Step("write chunk")?.SetTag("kasparro.rows", chunk.Rows.Count);
                await write(chunk, stop.Token);
                progress.Transformed(source.Description.Name, chunk.Rows.Count, share?.Invoke(chunk));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reading, mapping); // they end with their channel, and never throw
        }
    }

    private static async IAsyncEnumerable<MappedChunk> MapAsync(
        ISource source,
        SilverHold hold,
        ChannelReader<IReadOnlyList<RawRow>> input,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var rows in input.ReadAllAsync(ct))
            yield return await Task.Run(() => Mapped(source, rows, hold), ct);
    }

    private static MappedChunk Mapped(ISource source, IReadOnlyList<RawRow> rows, SilverHold hold)
    {
        using var mapping = EtlTrace.Step("map chunk")?.SetTag("kasparro.rows", rows.Count);
        return MappedChunk.Of(source, rows, hold);
    }

    /// <summary>An exception travels through the channel to its reader.</summary>
    private static async Task FillAsync<T>(
        ChannelWriter<T> output,
        System.Runtime.CompilerServices.ConfiguredCancelableAsyncEnumerable<T> items,
        CancellationToken ct
    )
    {
        try
        {
            await foreach (var item in items)
                await output.WriteAsync(item, ct);
            output.Complete();
        }
        catch (Exception reason)
        {
            output.Complete(reason);
        }
    }
}
