using Kasparro.Application.MarketData;
using Kasparro.Application.Paging;
using Kasparro.Application.RunChecks;
using Kasparro.Application.Runs;
using MediatR;

namespace Kasparro.WebApi.Endpoints.RunChecks;

/// <summary>
/// Comparisons are costly, so one is made at a time, and serves until the next commit of a run or of market data, or
/// until it is too old for the checks that depend on the clock.
/// </summary>
internal sealed class RecentComparisons(IRunReader runs, ISilverVersionReader version, TimeProvider time) : IDisposable
{
    private const int MaxEntries = 100;

    /// <summary>More than there are sources, so that a run that ends is among them.</summary>
    private const int NewestRuns = 10;

    private static readonly TimeSpan s_freshFor = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _comparing = new(1);
    private readonly Dictionary<CompareRuns, (string State, long ComparedAt, RunComparison Result)> _entries = [];

    public async Task<RunComparison> GetAsync(CompareRuns query, IMediator mediator, CancellationToken ct)
    {
        await _comparing.WaitAsync(ct);
        try
        {
            // Read before the comparison: should a commit come between, the entry is of the older state, and is
            // dropped.
            var state = await ReadStateAsync(ct);
            if (
                state is not null
                && _entries.TryGetValue(query, out var entry)
                && entry.State == state
                && time.GetElapsedTime(entry.ComparedAt) < s_freshFor
            )
                return entry.Result;

            var result = await mediator.Send(query, ct);
            if (state is not null)
                Keep(query, state, result);
            return result;
        }
        finally
        {
            _comparing.Release();
        }
    }

    public void Dispose() => _comparing.Dispose();

    /// <summary>Null where several servers serve reads: the next query may see another commit.</summary>
    private async Task<string?> ReadStateAsync(CancellationToken ct)
    {
        if (await version.ReadAsync(ct) is not { } silver)
            return null;

        var newest = await runs.ListAsync(new RunFilter(), new PageRequest<RunPosition>(NewestRuns), ct);
        return string.Join(';', newest.Items.Select(run => $"{run.RunId} {run.Status}").Prepend($"{silver}"));
    }

    private void Keep(CompareRuns query, string state, RunComparison result)
    {
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[query] = (state, time.GetTimestamp(), result);
    }
}
