using Kasparro.Application.Sources;
using MediatR;

namespace Kasparro.Application.Quotas;

/// <summary>What the settings of every source cost in requests, and what is left of its plan.</summary>
public sealed record GetPlan : IQuery<IReadOnlyList<SourcePlan>>;

internal sealed class GetPlanHandler(IRequestReader requests, SourceCatalog sources, TimeProvider time)
    : IRequestHandler<GetPlan, IReadOnlyList<SourcePlan>>
{
    private static readonly TimeSpan s_month = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<SourcePlan>> Handle(GetPlan query, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var plans = new List<SourcePlan>();
        foreach (var source in sources.All.Select(source => source.Description))
            plans.Add(Plan(source, await requests.ReadAsync(source.Name, Month.Of(now), ct), now));
        return plans;
    }

    private static SourcePlan Plan(SourceDescription source, RequestUse use, DateTimeOffset now)
    {
        var runs = s_month / source.Cadence;
        return new SourcePlan(
            source.Name,
            runs,
            use.OfARun,
            runs * use.OfARun,
            use.ThisMonth,
            source.MonthlyRequests,
            RunsOutAt(source, use, now)
        );
    }

    private static DateTimeOffset? RunsOutAt(SourceDescription source, RequestUse use, DateTimeOffset now)
    {
        if (source.MonthlyRequests is not { } limit || use.OfARun is not { } ofARun || ofARun == 0)
            return null;
        var runsLeft = Math.Max(0, limit - use.ThisMonth) / ofARun;
        var end = now + (runsLeft * source.Cadence);
        return end < Month.Of(now).AddMonths(1) ? end : null;
    }
}
