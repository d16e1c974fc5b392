using Kasparro.Application;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Retention;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Application.Ingestion;

/// <summary>The use cases of a backfill over runs that end as a test says.</summary>
internal sealed class BackfillBench : IRunStore, IBackfillReader, IIngestProgress, IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    /// <param name="limits">What the source hands out by day; null for a source without a history.</param>
    /// <param name="retention">Null where all is kept.</param>
    public BackfillBench(HistoryLimits? limits, RetentionPolicy? retention = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddApplication();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IRunStore>(this);
        services.AddSingleton<IBackfillReader>(this);
        services.AddSingleton<IIngestProgress>(this);
        services.AddSingleton<SourceCatalog>();
        services.AddSingleton(retention ?? RetentionPolicy.KeepsAll);
        services.AddSingleton<ISource>(
            new ScriptedSource("coingecko").With(description =>
                description with
                {
                    Title = "CoinGecko",
                    TimeLimit = TimeSpan.FromMinutes(10),
                    History = limits is null
                        ? null
                        : new Dictionary<HistoryInterval, HistoryLimits> { [HistoryInterval.Daily] = limits },
                }
            )
        );
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(Now);

    /// <summary>The coins that the source has named, the largest first.</summary>
    public List<string> Known { get; } = ["bitcoin", "ethereum", "tether", "solana", "cardano", "tron"];

    /// <summary>How far an unfinished backfill has come.</summary>
    public BackfillState? State { get; set; }

    /// <summary>How each run ends: ok, data, transient or locked; the last one for all that follow.</summary>
    public Queue<string> Ends { get; } = new();

    public List<FetchWindow> Windows { get; } = [];

    /// <summary>What was reported of each coin.</summary>
    public List<string> Reported { get; } = [];

    public static HistoryLimits Unlimited { get; } = new(null, TimeSpan.FromDays(90));

    public Task<T> SendAsync<T>(IRequest<T> request) => _services.GetRequiredService<IMediator>().Send(request);

    /// <summary>Runs a backfill, and lets the time pass that it waits for.</summary>
    public async Task<IngestResult> RunAsync(BackfillPlan plan)
    {
        var running = SendAsync(new BackfillSource((BackfillPlan.Ready)plan));
        await Eventually.UntilAsync(() =>
        {
            if (!running.IsCompleted)
                Time.Advance(TimeSpan.FromSeconds(5));
            return running.IsCompleted;
        });

        return await running;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    Task<RunStart> IRunStore.BeginAsync(
        SourceDescription source,
        RunTrigger triggeredBy,
        bool acceptsFewer,
        FetchWindow? window,
        CancellationToken ct
    )
    {
        Windows.Add(window!);
        var end = Ends.Count > 1 ? Ends.Dequeue() : Ends.Peek();
        var result = new IngestResult(
            source.Name,
            end == "ok" ? IngestOutcome.Succeeded : IngestOutcome.Failed,
            Guid.Empty,
            new RunCounts(20, end == "ok" ? 15 : 0),
            TimeSpan.FromSeconds(1)
        );
        return Task.FromResult<RunStart>(
            end switch
            {
                "locked" => new RunStart.Locked("another run"),
                "ok" => new RunStart.NotStarted(result),
                _ => new RunStart.NotStarted(
                    result with
                    {
                        Failure = new RunFailure(Enum.Parse<FailureClass>(end, ignoreCase: true), $"{end}.", "Look."),
                    }
                ),
            }
        );
    }

    Task<BackfillState?> IBackfillReader.ReadStateAsync(string source, CancellationToken ct) => Task.FromResult(State);

    Task<IReadOnlyList<KnownCoin>> IBackfillReader.FindCoinsAsync(
        string source,
        IReadOnlyList<string> ids,
        CancellationToken ct
    ) => Task.FromResult<IReadOnlyList<KnownCoin>>([.. ids.Where(Known.Contains).Select(Coin)]);

    Task<IReadOnlyList<KnownCoin>> IBackfillReader.ReadLargestAsync(string source, int count, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<KnownCoin>>([.. Known.Take(count).Select(Coin)]);

    void IIngestProgress.Staged(string source, int page, int? pages, long fetched) { }

    void IIngestProgress.Backfilled(string source, string coin, int number, int coins, IngestResult result) =>
        Reported.Add($"{coin} {number}/{coins} {result.Outcome}".ToLowerInvariant());

    void IIngestProgress.Waiting(string source, string cause, TimeSpan pause) { }

    private static KnownCoin Coin(string id) => new(id, id[..3], id);
}
