using Kasparro.Application.Sources;
using Kasparro.Application.Telemetry;
using Kasparro.Domain.Runs;

namespace Kasparro.Application.Transformation;

/// <summary>The same transformations, with a span over their commit.</summary>
public sealed class TracedSilverStore(ISilverStore silver) : ISilverStore
{
    public async Task<TransformationStart> BeginAsync(
        SourceDescription source,
        bool full,
        BronzePart? part,
        CancellationToken ct
    ) =>
        await silver.BeginAsync(source, full, part, ct) is var start
        && start is TransformationStart.Started(var running)
            ? new TransformationStart.Started(new TracedTransformation(running))
            : start;

    private sealed class TracedTransformation(ITransformation transformation) : ITransformation
    {
        public long ResumeAfter => transformation.ResumeAfter;

        public IReadOnlyList<long>? Part => transformation.Part;

        public CancellationToken Limit => transformation.Limit;

        public Task WriteAsync(MappedChunk chunk, CancellationToken ct) => transformation.WriteAsync(chunk, ct);

        public Task<IReadOnlyList<PriceBefore>> ReadPricesBeforeAsync(
            IReadOnlyDictionary<string, DateTimeOffset> listings,
            CancellationToken ct
        ) => transformation.ReadPricesBeforeAsync(listings, ct);

        public async Task<TransformResult> CommitAsync(long upTo, CancellationToken ct)
        {
            using var committing = EtlTrace.Step("commit");
            return await transformation.CommitAsync(upTo, ct);
        }

        public RunFailure? Explain(Exception reason) => transformation.Explain(reason);

        public ValueTask DisposeAsync() => transformation.DisposeAsync();
    }
}
