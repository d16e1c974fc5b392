using MediatR;

namespace Kasparro.Application.Status;

/// <summary>Runs, records and Silver of every source.</summary>
public sealed record GetStats : IQuery<IReadOnlyList<SourceStats>>;

/// <param name="Runs">Null where the source has Silver and no recorded run.</param>
public sealed record SourceStats(SourceProgress State, RunTotals? Runs);

internal sealed class GetStatsHandler(IStatusReader reader) : IRequestHandler<GetStats, IReadOnlyList<SourceStats>>
{
    public async Task<IReadOnlyList<SourceStats>> Handle(GetStats query, CancellationToken ct)
    {
        var totals = (await reader.ReadRunTotalsAsync(ct)).ToDictionary(runs => runs.Source);
        return
        [
            .. (await reader.ReadProgressAsync(ct)).Select(state => new SourceStats(
                state,
                totals.GetValueOrDefault(state.Source)
            )),
        ];
    }
}
