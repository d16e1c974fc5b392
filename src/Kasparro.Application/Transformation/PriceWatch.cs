using System.Globalization;
using System.Runtime.InteropServices;
using Kasparro.Application.Drift;
using Kasparro.Application.Sources;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;

namespace Kasparro.Application.Transformation;

/// <summary>
/// Compares the prices of each run with those before it, on their way to Silver. Of a source that is transformed from
/// the beginning, or in part, nothing is compared: what is held back there was decided before.
/// </summary>
internal sealed class PriceWatch(
    SourceDescription source,
    SchemaChange? known,
    DriftPolicies policies,
    ISchemaReader schemas,
    ITransformation transformation
)
{
    /// <summary>More listings than any catalogue has; prices of more are not compared.</summary>
    private const int MaxListings = 200_000;

    /// <summary>The newest price of each listing before the run that is read; null where there is none.</summary>
    private readonly Dictionary<string, PriceBefore?> _before = [];

    /// <summary>The newest price of each listing in the run that is read.</summary>
    private readonly Dictionary<string, (DateTimeOffset At, NumberLexeme Price)> _prices = [];

    private readonly List<PricedRun> _runs = [];
    private readonly bool _isOn = transformation is { ResumeAfter: > 0, Part: null };
    private readonly bool _wasShifted = known is not null;
    private (Guid RunId, long First, long Last) _run;
    private SchemaChange? _shift = known;

    /// <summary>The runs that brought prices, in their order.</summary>
    public IReadOnlyList<PricedRun> Runs => _runs;

    /// <summary>Whether prices that jumped together were found, and are not to be served.</summary>
    public bool HoldsBack => _runs.Exists(run => run.Shift is { } shift && IsHeld(shift));

    /// <summary>Whether they change what is known of the source.</summary>
    public bool HasNews => _runs.Exists(run => run.Shift is not null) || (_wasShifted && _runs.Count > 0);

    /// <summary>Writes what is not held back.</summary>
    public async Task WriteAsync(MappedChunk chunk, CancellationToken ct)
    {
        await SeeAsync(chunk, ct);
        if (!HoldsBack)
            await transformation.WriteAsync(chunk, ct);
    }

    public async Task SeeAsync(MappedChunk chunk, CancellationToken ct)
    {
        if (!_isOn)
            return;
        for (var at = 0; at < chunk.Rows.Count; at++)
        {
            var row = chunk.Rows[at];
            if (row.RunId != _run.RunId)
            {
                await EndRunAsync(ct);
                _run = (row.RunId, row.Id, row.Id);
            }

            _run.Last = row.Id;
            // A history is not what a run says of now.
            if (chunk.Mappings[at] is Mapping.Accepted { Observation: { IsHistory: false } observation })
                See(observation);
        }
    }

    /// <summary>Compares the run whose rows were the last ones.</summary>
    public async Task EndRunAsync(CancellationToken ct)
    {
        if (_prices.Count > 0 && _before.Count <= MaxListings)
        {
            await ReadBeforeAsync(ct);
            var moves = Moves();
            if (moves.Count > 0)
                await JudgeAsync(moves, ct);
        }

        _prices.Clear();
    }

    private void See(Observation observation)
    {
        ref var newest = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _prices,
            observation.SourceAssetId,
            out var isThere
        );
        if (!isThere || observation.LastUpdated > newest.At)
            newest = (observation.LastUpdated, observation.PriceUsd);
    }

    private async Task JudgeAsync(List<double> moves, CancellationToken ct)
    {
        _shift = PriceShift.Of(moves) ?? (_shift is { } earlier && PriceShift.IsStill(earlier, moves) ? earlier : null);
        if (_shift is not null && await schemas.IsOfAcceptedScaleAsync(source.Name, _run.First, ct))
            _shift = null;
        _runs.Add(new PricedRun(_run.RunId, _run.First, _run.Last, _shift));
        if (_shift is { } shift && IsHeld(shift))
            return; // the last good prices are what later runs are compared with
        _shift = null;
        foreach (var (id, (at, price)) in _prices)
            if (_before[id] is not { } before || at > before.At)
                _before[id] = new PriceBefore(id, at, Log10(price));
    }

    private async Task ReadBeforeAsync(CancellationToken ct)
    {
        var unknown = new Dictionary<string, DateTimeOffset>();
        foreach (var (id, (at, _)) in _prices)
            if (_before.TryAdd(id, null))
                unknown.Add(id, at);
        if (unknown.Count == 0)
            return;
        foreach (var price in await transformation.ReadPricesBeforeAsync(unknown, ct))
            _before[price.SourceAssetId] = price;
    }

    private List<double> Moves()
    {
        var moves = new List<double>(_prices.Count);
        foreach (var (id, (at, price)) in _prices)
            if (_before[id] is { } before && at > before.At && at - before.At <= PriceShift.Window)
            {
                var move = Log10(price) - before.Log10;
                if (double.IsFinite(move))
                    moves.Add(move);
            }

        return moves;
    }

    private bool IsHeld(SchemaChange shift) => DriftPolicies.HoldsBack(policies.Of(source.Name, shift));

    private static double Log10(NumberLexeme price) =>
        Math.Log10(double.Parse(price.Text, CultureInfo.InvariantCulture));
}
