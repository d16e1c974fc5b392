using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using MediatR;

namespace Kasparro.Application.Ingestion;

/// <summary>
/// Fetches what a plan leaves to do, coin by coin: each is a run, committed with how far the backfill has come. Stops
/// where going on is of no use; the same command goes on there.
/// </summary>
public sealed record BackfillSource(BackfillPlan.Ready Plan) : IRequest<IngestResult>;

internal sealed class BackfillSourceHandler(
    IMediator mediator,
    SourceCatalog sources,
    IIngestProgress progress,
    TimeProvider time
) : IRequestHandler<BackfillSource, IngestResult>
{
    /// <summary>A coin may be gone; that three in a row are means that something else is wrong.</summary>
    private const int MostFailuresInARow = 3;

    /// <summary>Between two looks at a source that another run is busy with.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    public async Task<IngestResult> Handle(BackfillSource command, CancellationToken ct)
    {
        var plan = command.Plan;
        var (state, left) = (plan.State, plan.Left);
        var sum = new IngestResult(plan.Source, IngestOutcome.Succeeded, null, default, TimeSpan.Zero);
        var failedInARow = 0;
        for (var at = 0; at < left.Count; at++)
        {
            var after = state.With(left[at].Id);
            var isLast = plan.Coins.All(coin => after.Done.Contains(coin.Id));
            var window = new FetchWindow(left[at], state.From, state.To, state.Interval, isLast ? null : after);
            var result = await WaitAndIngestAsync(plan.Source, window, ct);
            sum = Add(sum, result);
            progress.Backfilled(
                plan.Source,
                left[at].Id,
                plan.Coins.Count - left.Count + at + 1,
                plan.Coins.Count,
                result
            );
            if (result.Outcome == IngestOutcome.Succeeded)
                (state, failedInARow) = (after, 0);
            else if (result.Failure is not { Class: FailureClass.Data } || ++failedInARow == MostFailuresInARow)
                break;
        }

        return sum;
    }

    /// <summary>Another run of the source may end at any moment; it has as long as a run may take.</summary>
    private async Task<IngestResult> WaitAndIngestAsync(string source, FetchWindow window, CancellationToken ct)
    {
        var (started, limit) = (time.GetTimestamp(), sources[source].Description.TimeLimit);
        var command = new IngestSource(source, RunTrigger.Backfill) { Window = window };
        while (true)
        {
            var result = await mediator.Send(command, ct);
            if (result.Outcome != IngestOutcome.Skipped)
                return result;
            if (time.GetElapsedTime(started) >= limit)
                return result with
                {
                    Outcome = IngestOutcome.Failed,
                    Failure = new RunFailure(
                        FailureClass.Transient,
                        $"The source is locked by {result.LockedBy}.",
                        "Start the backfill again when that run has ended."
                    ),
                };
            await Task.Delay(s_pause, time, ct);
        }
    }

    private static IngestResult Add(IngestResult sum, IngestResult result) =>
        sum with
        {
            Outcome = result.Outcome == IngestOutcome.Succeeded ? sum.Outcome : result.Outcome,
            RunId = result.RunId,
            Counts = new RunCounts(
                sum.Counts.Fetched + (result.Outcome == IngestOutcome.Succeeded ? result.Counts.Fetched : 0),
                sum.Counts.Inserted + result.Counts.Inserted
            ),
            Duration = sum.Duration + result.Duration,
            Failure = result.Failure ?? sum.Failure,
        };
}
