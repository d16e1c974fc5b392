using Kasparro.Application;
using Kasparro.Application.Ingestion;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Etl;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.UnitTests.Application.Ingestion;

/// <summary>What a run begins with.</summary>
public sealed class IngestSourceTests : IRunStore, IIngestProgress
{
    private SourceDescription? _begun;

    [TestCase(null, 10, Description = "as the source has it")]
    [TestCase(3, 3, Description = "what a first attempt has left of it")]
    public async Task A_run_has_the_time_that_is_left(int? left, int minutes)
    {
        await SendAsync(
            new IngestSource("coingecko", RunTrigger.Retry)
            {
                TimeLimit = left is { } some ? TimeSpan.FromMinutes(some) : null,
            }
        );

        Assert.That((_begun!.TimeLimit.TotalMinutes, _begun.Scope), Is.EqualTo(((double)minutes, "all")));
    }

    /// <summary>A history has as many records as it has.</summary>
    [Test]
    public async Task A_part_of_the_past_is_compared_with_no_run_before()
    {
        var coin = new KnownCoin("bitcoin", "btc", "Bitcoin");
        await SendAsync(
            new IngestSource("coingecko", RunTrigger.Backfill)
            {
                Window = new FetchWindow(coin, default, default, HistoryInterval.Daily),
            }
        );

        Assert.That(_begun!.Scope, Is.Null);
    }

    Task<RunStart> IRunStore.BeginAsync(
        SourceDescription source,
        RunTrigger triggeredBy,
        bool acceptsFewer,
        FetchWindow? window,
        CancellationToken ct
    )
    {
        _begun = source;
        return Task.FromResult<RunStart>(new RunStart.Locked("a test"));
    }

    void IIngestProgress.Staged(string source, int page, int? pages, long fetched) { }

    void IIngestProgress.Backfilled(string source, string coin, int number, int coins, IngestResult result) { }

    void IIngestProgress.Waiting(string source, string cause, TimeSpan pause) { }

    private async Task SendAsync(IngestSource command)
    {
        var services = new ServiceCollection();
        services.AddApplication();
        services.AddSingleton<IRunStore>(this);
        services.AddSingleton<IIngestProgress>(this);
        services.AddSingleton<SourceCatalog>();
        services.AddSingleton<ISource>(
            new ScriptedSource("coingecko").With(description =>
                description with
                {
                    TimeLimit = TimeSpan.FromMinutes(10),
                    Scope = "all",
                }
            )
        );
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IMediator>().Send(command);
    }
}
