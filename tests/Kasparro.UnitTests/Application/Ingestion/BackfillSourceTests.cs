using Kasparro.Application;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Etl;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Application.Ingestion;

/// <summary>Which coins a backfill asks for, and where it stops: each run ends as a test says.</summary>
public sealed class BackfillSourceTests
{
    private static readonly DateTimeOffset s_from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_to = s_from.AddDays(30);

    private readonly FakeTimeProvider _time = new(s_to.AddDays(1)) { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
    private readonly List<FetchWindow> _asked = [];
    private readonly List<string> _ended = [];

    [SetUp]
    public void Forget()
    {
        _asked.Clear();
        _ended.Clear();
    }

    [Test]
    public async Task Each_coin_is_a_run_that_is_committed_with_those_before_it_and_the_last_leaves_nothing_to_do()
    {
        var result = await RunAsync(["a", "b", "c"], done: ["b"], _ => Succeeded());

        Assert.That(_asked.Select(window => window.Coin.Id), Is.EqualTo(new[] { "a", "c" }));
        Assert.That(_asked[0].State!.Done, Is.EquivalentTo(new[] { "a", "b" }));
        Assert.That(_asked[1].State, Is.Null);
        Assert.That(_asked[0], Has.Property("From").EqualTo(s_from).And.Property("To").EqualTo(s_to));
        Assert.That(_ended, Is.EqualTo(new[] { "a 2 of 3", "c 3 of 3" }));
        Assert.That((result.Outcome, result.Counts), Is.EqualTo((IngestOutcome.Succeeded, new RunCounts(20, 10))));
    }

    [Test]
    public async Task A_coin_that_is_gone_is_left_to_do_and_the_others_go_on()
    {
        var result = await RunAsync(
            ["a", "b", "c"],
            done: [],
            coin => coin == "b" ? Failed(FailureClass.Data) : Succeeded()
        );

        Assert.That(_asked.Select(window => window.Coin.Id), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(_asked[2].State!.Done, Is.EqualTo(new[] { "a", "c" }), "b is still to be fetched");
        Assert.That((result.Outcome, result.Counts.Fetched), Is.EqualTo((IngestOutcome.Failed, 20)));
    }

    [TestCase("a b c d e", "x x x - -", 3, Description = "three in a row mean that something else is wrong")]
    [TestCase("a b c d e", "x x - x x", 5)]
    public async Task Three_failures_in_a_row_end_it(string coins, string ends, int runs)
    {
        var outcomes = new Queue<string>(ends.Split(' '));
        await RunAsync(
            coins.Split(' '),
            done: [],
            _ => outcomes.Dequeue() == "x" ? Failed(FailureClass.Data) : Succeeded()
        );

        Assert.That(_asked, Has.Count.EqualTo(runs));
    }

    [TestCase(FailureClass.Config)]
    [TestCase(FailureClass.Transient)]
    [TestCase(FailureClass.System)]
    [TestCase(FailureClass.Cancelled)]
    public async Task What_the_next_coin_would_meet_as_well_ends_it(FailureClass failure)
    {
        var result = await RunAsync(["a", "b"], done: [], _ => Failed(failure));

        Assert.That(_asked, Has.Count.EqualTo(1));
        Assert.That(result.Failure!.Class, Is.EqualTo(failure));
    }

    [Test]
    public async Task It_waits_for_another_run_of_the_source_and_then_goes_on()
    {
        var busy = 3;
        var result = await RunAsync(
            ["a"],
            done: [],
            _ => busy-- > 0 ? IngestResult.Skipped("coingecko", "pid 7") : Succeeded()
        );

        Assert.That((result.Outcome, _asked.Count), Is.EqualTo((IngestOutcome.Succeeded, 4)));
    }

    [Test]
    public async Task It_does_not_wait_longer_than_a_run_may_take()
    {
        var result = await RunAsync(["a", "b"], done: [], _ => IngestResult.Skipped("coingecko", "pid 7"));

        Assert.That(result.Failure!.Sentence, Is.EqualTo("The source is locked by pid 7."));
        Assert.That(_asked.Select(window => window.Coin.Id), Has.All.EqualTo("a"));
    }

    private async Task<IngestResult> RunAsync(string[] coins, string[] done, Func<string, IngestResult> ingest)
    {
        var services = new ServiceCollection();
        services.AddApplication();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<ISource>(new ScriptedSource("coingecko"));
        services.AddSingleton<SourceCatalog>();
        services.AddSingleton<IIngestProgress>(new Progress(_ended));
        services.AddSingleton<IRequestHandler<IngestSource, IngestResult>>(
            new Ingestion(window =>
            {
                _asked.Add(window);
                return ingest(window.Coin.Id);
            })
        );
        await using var provider = services.BuildServiceProvider();
        var plan = new BackfillPlan.Ready(
            "coingecko",
            new BackfillState(s_from, s_to, HistoryInterval.Daily, done),
            [.. coins.Select(coin => new KnownCoin(coin, coin, coin))]
        );
        var running = provider.GetRequiredService<IMediator>().Send(new BackfillSource(plan));
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(5)); // it waits for the clock, and for nothing else
            await Task.Yield();
        }

        return await running;
    }

    private static IngestResult Succeeded() =>
        new(
            "coingecko",
            IngestOutcome.Succeeded,
            Guid.CreateVersion7(s_to),
            new RunCounts(10, 5),
            TimeSpan.FromSeconds(1)
        );

    private static IngestResult Failed(FailureClass failure) =>
        new("coingecko", IngestOutcome.Failed, Guid.CreateVersion7(s_to), new RunCounts(3, 0), TimeSpan.FromSeconds(1))
        {
            Failure = new RunFailure(failure, "It broke.", "Mend it."),
        };

    private sealed class Ingestion(Func<FetchWindow, IngestResult> ingest) : IRequestHandler<IngestSource, IngestResult>
    {
        public Task<IngestResult> Handle(IngestSource command, CancellationToken ct) =>
            Task.FromResult(ingest(command.Window!));
    }

    private sealed class Progress(List<string> ended) : IIngestProgress
    {
        public void Staged(string source, int page, int? pages, long fetched) { }

        public void Backfilled(string source, string coin, int number, int coins, IngestResult result) =>
            ended.Add($"{coin} {number} of {coins}");

        public void Waiting(string source, string cause, TimeSpan pause) { }
    }
}
