using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;
using MediatR;

namespace Kasparro.Application.DryRuns;

/// <summary>
/// Maps the last raw rows of a source as they are, and with values read from other paths, and compares both. Changes
/// nothing.
/// </summary>
/// <param name="Rows">Raw rows, at most.</param>
public sealed record DryRunMapping(string Source, IReadOnlyList<FieldMove> Moves, long Rows)
    : IRequest<MappingDifference>;

internal sealed class DryRunMappingHandler(IBronzeReader bronze, SourceCatalog sources)
    : IRequestHandler<DryRunMapping, MappingDifference>
{
    private const int MostShown = 10;

    public async Task<MappingDifference> Handle(DryRunMapping query, CancellationToken ct)
    {
        var source = sources[query.Source];
        var highest = await bronze.HighestIdAsync(query.Source, ct);
        var difference = new MappingDifference(0, 0, 0, 0, []);
        await foreach (var rows in bronze.ReadAsync(query.Source, Math.Max(0, highest - query.Rows), highest, ct))
        foreach (var row in rows)
            difference = Compare(source, row, query.Moves, difference);
        return difference;
    }

    private static MappingDifference Compare(
        ISource source,
        RawRow row,
        IReadOnlyList<FieldMove> moves,
        MappingDifference difference
    )
    {
        var now = source.Map(row.Record);
        var then = source.Map(row.Record with { Payload = FieldMove.Apply(row.Record.Payload, moves) });
        var isChanged = Words(now) != Words(then);
        return new MappingDifference(
            difference.Rows + 1,
            difference.MappedNow + (now is Mapping.Accepted ? 1 : 0),
            difference.MappedThen + (then is Mapping.Accepted ? 1 : 0),
            difference.Changed + (isChanged ? 1 : 0),
            isChanged && difference.First.Count < MostShown
                ? [.. difference.First, new ChangedRow(row.Id, Words(now), Words(then))]
                : difference.First
        );
    }

    private static string Words(Mapping mapping) =>
        mapping switch
        {
            Mapping.Accepted(var row) =>
                $"price {row.PriceUsd}, market cap {Words(row.MarketCapUsd)}, volume {Words(row.Volume24hUsd)}",
            Mapping.Rejected(_, var reason) => $"rejected: {reason}",
            Mapping.NotApplicable(var reason) => $"not applicable: {reason}",
            _ => "",
        };

    private static string Words(NumberLexeme? number) => number?.ToString() ?? "none";
}
