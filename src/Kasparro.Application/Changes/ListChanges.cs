using Kasparro.Application.MarketData;
using MediatR;

namespace Kasparro.Application.Changes;

/// <summary>The changes after a position; waits for the first one, if there is none yet.</summary>
/// <param name="After">Null for the end: no change, and where to go on from now.</param>
/// <param name="Wait">How long to wait at most.</param>
public sealed record ListChanges(ChangePosition? After, int Limit, TimeSpan Wait) : IQuery<ChangePage>;

internal sealed class ListChangesHandler(IChangeReader reader, ISilverVersion versions, TimeProvider time)
    : IRequestHandler<ListChanges, ChangePage>
{
    /// <summary>After it the database is asked without a notification: this process may not get any.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    public async Task<ChangePage> Handle(ListChanges query, CancellationToken ct)
    {
        if (query.After is not { } after)
            return new ChangePage([], await reader.EndAsync(ct), HasMore: false);

        var start = time.GetTimestamp();
        while (true)
        {
            var next = versions.NextCommit; // before the read: a commit in between ends it
            var page = await reader.ReadAsync(after, query.Limit, ct);
            var left = query.Wait - time.GetElapsedTime(start);
            if (page.Changes.Count > 0 || left <= TimeSpan.Zero)
                return page;
            await Task.WhenAny(next, Task.Delay(left < s_pause ? left : s_pause, time, ct));
            ct.ThrowIfCancellationRequested();
        }
    }
}
