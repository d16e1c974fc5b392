using Kasparro.Application;
using Kasparro.Application.RunChecks;
using Kasparro.Application.Sources;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Etl;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Application.RunChecks;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CompareRunsTests
{
    private static readonly DateTimeOffset s_now = RecordedHistory.Start.AddHours(100);

    private readonly RecordedHistory _history = new();

    [Test]
    public async Task The_latest_run_that_ended_is_judged_by_those_before_it()
    {
        _history.Add(1);
        var failed = _history.Add(2, RunStatus.Failed);
        _history.Add(3, RunStatus.Running);

        var comparison = await OfSourceAsync(new CompareRuns("coingecko", null, null, new(), null));

        Assert.That(comparison.Run, Is.EqualTo(failed));
        Assert.That(_history.Asked, Is.EqualTo([$"{new ComparisonSettings().Window + 200} earlier"]));
    }

    [Test]
    public async Task Of_a_run_that_succeeded_the_prices_are_read_and_the_newest_is_the_age_of_its_data()
    {
        var run = _history.Add(1);
        foreach (var minute in (int[])[5, 20, 10])
            _history.Prices.Add(new AssetPrices($"{minute}", RecordedHistory.Start.AddMinutes(minute), 0, [], []));

        var comparison = await OfSourceAsync(new CompareRuns("coingecko", null, null, new(), null));

        Assert.That(_history.Asked, Has.Member($"prices of {run.RunId}"));
        Assert.That(comparison.Run!.NewestDataAt, Is.EqualTo(RecordedHistory.Start.AddMinutes(20)));
    }

    [Test]
    public async Task As_of_the_past_later_runs_do_not_exist_and_what_ended_later_was_running()
    {
        var first = _history.Add(1);
        _history.Add(3);
        _history.Add(5);

        var comparison = await OfSourceAsync(
            new CompareRuns("coingecko", null, null, new(), RecordedHistory.Start.AddHours(3).AddMinutes(10))
        );

        Assert.That(comparison.Run!.RunId, Is.EqualTo(first.RunId));
    }

    [TestCase(0, RunStatus.Running, Description = "as of its start")]
    [TestCase(-1, RunStatus.Running, Description = "just before its end")]
    [TestCase(1, RunStatus.Success, Description = "as of its end")]
    public async Task A_run_is_there_from_its_start_and_has_ended_at_its_end(int instant, RunStatus status)
    {
        var run = _history.Add(1);
        var asOf = instant switch
        {
            0 => run.StartedAt,
            1 => run.EndedAt,
            _ => run.EndedAt!.Value.AddTicks(-1),
        };

        var comparison = await OfSourceAsync(new CompareRuns(null, run.RunId, null, new(), asOf));

        Assert.That(comparison.Run!.Status, Is.EqualTo(status));
    }

    [TestCase(false, "orphaned")]
    [TestCase(true, null)]
    public async Task Whether_a_process_is_lost_is_asked_of_now_only(bool isPast, string? asked)
    {
        _history.Source = _history.Source with { Running = _history.Add(1, RunStatus.Running) };

        await OfSourceAsync(new CompareRuns("coingecko", null, null, new(), isPast ? s_now : null));

        Assert.That(_history.Asked, Is.EqualTo(asked is null ? [] : new[] { asked }));
    }

    [Test]
    public async Task Failures_count_of_runs_that_ended_before_the_last_transformation_began()
    {
        var (before, at, after) = (_history.Add(1), _history.Add(2), _history.Add(3));
        foreach (var run in (RunFacts[])[before, at, after])
            _history.Rejected.Add(run.RunId, 7);
        _history.Source = _history.Source with { TransformedAt = at.EndedAt };

        Assert.That((await OfRunAsync(at)).Run!.Rejected, Is.EqualTo(7));
        Assert.That((await OfRunAsync(after)).Run!.Rejected, Is.Null);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_run_to_compare_with_is_not_the_one_that_is_compared(bool isAnotherRunning)
    {
        var first = _history.Add(1);
        var latest = _history.Add(2);
        if (isAnotherRunning)
            _history.Add(3, RunStatus.Running);

        var comparison = await OfSourceAsync(new CompareRuns(null, null, latest.RunId, new(), null));

        Assert.That(comparison.Run!.RunId, Is.EqualTo(first.RunId));
    }

    [Test]
    public async Task Without_a_source_every_registered_one_is_compared_at_the_time_of_the_clock()
    {
        _history.Add(1);

        var compared = (RunComparison.Compared)await SendAsync(new CompareRuns(null, null, null, new(), null));

        Assert.That(compared.Sources.Select(source => source.Source), Is.EqualTo(["coingecko", "coinpaprika"]));
        Assert.That(compared.AsOf, Is.EqualTo(s_now));
    }

    [Test]
    public async Task Unknown_runs_and_runs_of_two_sources_are_refused_by_name()
    {
        var (one, other) = (_history.Add(1), _history.Add(2, source: "coinpaprika"));
        var unknown = Guid.Empty;

        Assert.That(
            await SendAsync(new CompareRuns(null, unknown, null, new(), null)),
            Is.EqualTo(new RunComparison.RunNotFound($"There is no run {unknown}."))
        );
        Assert.That(
            await SendAsync(new CompareRuns(null, one.RunId, unknown, new(), null)),
            Is.EqualTo(new RunComparison.RunNotFound($"There is no run {unknown}."))
        );
        Assert.That(
            await SendAsync(new CompareRuns(null, one.RunId, null, new(), one.StartedAt.AddTicks(-1))),
            Is.EqualTo(new RunComparison.RunNotFound($"There is no run {one.RunId}."))
        );
        Assert.That(
            await SendAsync(new CompareRuns(null, one.RunId, other.RunId, new(), null)),
            Is.EqualTo(
                new RunComparison.Mismatch(
                    "Runs of one source can be compared; these are of coingecko and coinpaprika."
                )
            )
        );
    }

    private Task<SourceComparison> OfRunAsync(RunFacts run) =>
        OfSourceAsync(new CompareRuns(null, run.RunId, null, new(), null));

    private async Task<SourceComparison> OfSourceAsync(CompareRuns query) =>
        ((RunComparison.Compared)await SendAsync(query)).Sources.Single();

    private async Task<RunComparison> SendAsync(CompareRuns query)
    {
        var services = new ServiceCollection();
        services.AddApplicationQueries();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(s_now));
        services.AddSingleton<IRunHistory>(_history);
        services.AddSingleton(new SourceCatalog([new ScriptedSource("coingecko"), new ScriptedSource("coinpaprika")]));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IMediator>().Send(query);
    }
}
