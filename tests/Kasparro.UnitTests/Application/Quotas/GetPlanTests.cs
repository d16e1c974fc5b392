using Kasparro.Application;
using Kasparro.Application.Quotas;
using Kasparro.Application.Sources;
using Kasparro.Testing.Etl;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Application.Quotas;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GetPlanTests : IRequestReader
{
    /// <summary>Half of March is over.</summary>
    private static readonly DateTimeOffset s_now = new(2026, 3, 16, 12, 0, 0, TimeSpan.Zero);

    private readonly List<(string Source, DateTimeOffset Month)> _asked = [];
    private RequestUse _use = new(ThisMonth: 0, OfARun: null);

    [Test]
    public async Task Runs_and_requests_are_those_of_thirty_days_by_the_last_run()
    {
        _use = new RequestUse(ThisMonth: 40, OfARun: 5);

        Assert.That(
            await PlanAsync(limit: null),
            Is.EqualTo(new SourcePlan("coingecko", 180, 5, 900, 40, Limit: null, RunsOutAt: null))
        );
        Assert.That(_asked, Is.EqualTo([("coingecko", new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero))]));
    }

    [TestCase(470, "2026-03-31T20:00:00Z", Description = "92 runs, four hours before the month ends")]
    [TestCase(474, "2026-03-31T20:00:00Z", Description = "what is left over is no run")]
    [TestCase(475, null, Description = "93 runs, to the end of the month")]
    [TestCase(600, null, Description = "beyond the month, and within the next thirty days")]
    [TestCase(10, "2026-03-16T12:00:00Z", Description = "all are used")]
    [TestCase(5, "2026-03-16T12:00:00Z", Description = "more than all")]
    public async Task Requests_run_out_within_the_month_or_not_at_all(long limit, string? at)
    {
        _use = new RequestUse(ThisMonth: 10, OfARun: 5);

        Assert.That(
            (await PlanAsync(limit)).RunsOutAt,
            Is.EqualTo(at is null ? null : DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [TestCase(null)]
    [TestCase(0L)]
    public async Task Without_a_run_to_go_by_nothing_runs_out(long? ofARun)
    {
        _use = new RequestUse(ThisMonth: 10, ofARun);

        Assert.That((await PlanAsync(limit: 5)).RunsOutAt, Is.Null);
    }

    Task<RequestUse> IRequestReader.ReadAsync(string source, DateTimeOffset month, CancellationToken ct)
    {
        _asked.Add((source, month));
        return Task.FromResult(_use);
    }

    private async Task<SourcePlan> PlanAsync(long? limit)
    {
        var source = new ScriptedSource("coingecko").With(description =>
            description with
            {
                Cadence = TimeSpan.FromHours(4),
                MonthlyRequests = limit,
            }
        );
        var services = new ServiceCollection();
        services.AddApplicationQueries();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(s_now));
        services.AddSingleton<IRequestReader>(this);
        services.AddSingleton(new SourceCatalog([source]));
        return (await services.BuildServiceProvider().GetRequiredService<IMediator>().Send(new GetPlan())).Single();
    }
}
