using Kasparro.Application.Drift;
using Kasparro.Application.Sources;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;

namespace Kasparro.Application.Transformation;

/// <summary>
/// Keeps prices that jump by a common factor from being served: they are found on their way to Silver, whatever the
/// source is, and held back as its policy says until they are as before or a person accepts them.
/// </summary>
internal sealed class PriceBrake(
    IBronzeReader bronze,
    ISchemaReader schemas,
    ISchemaStore store,
    DriftPolicies policies,
    TimeProvider time
)
{
    public PriceWatch Watch(SourceDescription source, SilverHold hold, ITransformation transformation) =>
        new(source, hold.PriceShift?.AsChange, policies, schemas, transformation);

    /// <summary>What of the source does not become market data, once the rows that wait are judged.</summary>
    public async Task<SilverHold> FindHoldAsync(ISource source, ITransformation transformation, CancellationToken ct)
    {
        var (name, version) = (source.Description.Name, source.Description.TransformVersion);
        var hold = await schemas.FindHoldAsync(name, version, ct);
        if (transformation is { ResumeAfter: 0, Part: null })
            await EndOfOlderMappingsAsync(name, version, ct);
        if (
            transformation is not { ResumeAfter: > 0, Part: null }
            || hold is not { UpTo: not null, PriceShift: { } open }
        )
            return hold;

        var waiting = Watch(source.Description, hold, transformation);
        var highest = await bronze.HighestIdAsync(name, ct);
        await foreach (var rows in bronze.ReadAsync(name, open.LastRawId!.Value, highest, ct))
            await waiting.SeeAsync(MappedChunk.Of(source, rows, SilverHold.None), ct);
        await waiting.EndRunAsync(ct);
        await RecordAsync(source.Description, waiting, ct);
        return await schemas.FindHoldAsync(name, version, ct);
    }

    /// <summary>Whether rows that were read have to be held back; recorded then.</summary>
    public async Task<bool> HoldBackAsync(SourceDescription source, PriceWatch prices, CancellationToken ct)
    {
        await prices.EndRunAsync(ct);
        await RecordAsync(source, prices, ct);
        return prices.HoldsBack;
    }

    private async Task RecordAsync(SourceDescription source, PriceWatch prices, CancellationToken ct)
    {
        if (!prices.HasNews)
            return;
        var at = Timestamp.ToMicroseconds(time.GetUtcNow());
        await store.ChangeAsync(
            source.Name,
            open => PriceShift.Follow(open, prices.Runs, (run, shift) => Open(source, run, shift, at), at),
            ct
        );
    }

    private SchemaDrift Open(SourceDescription source, PricedRun run, SchemaChange shift, DateTimeOffset at) =>
        SchemaDrift.Open(
            source.Name,
            shift,
            policies.Of(source.Name, shift),
            source.TransformVersion,
            run.RunId,
            (run.FirstRawId, run.LastRawId),
            at
        );

    /// <summary>A newer mapping knows of them.</summary>
    private Task EndOfOlderMappingsAsync(string source, string version, CancellationToken ct)
    {
        var at = Timestamp.ToMicroseconds(time.GetUtcNow());
        return store.ChangeAsync(
            source,
            open =>
                [
                    .. open.Where(drift => drift.Path == PriceShift.Path && drift.TransformVersion != version)
                        .Select(drift => drift.End(at)),
                ],
            ct
        );
    }
}
