using System.Runtime.CompilerServices;
using Kasparro.Application.Findings;
using Kasparro.Application.Ingestion;
using Kasparro.Application.RunChecks;
using Kasparro.Application.Sources;
using Kasparro.Application.Status;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.RunChecks;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.RunChecks;

/// <summary>What a backfill brings is no measure of what runs bring.</summary>
public sealed class BackfillBaselineTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task Runs_are_judged_after_a_backfill_as_they_were_before_it()
    {
        var source = new SourceWithHistory(new ScriptedSource("coingecko"), _time);
        await using var etl = EtlProcess.With(Database, _time, source);
        for (var run = 0; run < 8; run++)
            await RunAsync(etl, source);
        var (before, health) = (await CompareAsync(etl), await HealthAsync(etl));

        for (var coin = 0; coin < 4; coin++)
            await BackfillAsync(etl, source, $"coin-{coin}", fails: false);
        await BackfillAsync(etl, source, "coin-0", fails: true);
        await etl.TransformAsync("coingecko");
        var (after, healthAfter) = (await CompareAsync(etl), await HealthAsync(etl));
        var findings = await etl.SendAsync(new RecordFindings("coingecko"));

        Assert.That(after.Run!.RunId, Is.EqualTo(before.Run!.RunId));
        Assert.That(
            after.Baseline.Runs.Select(run => run.RunId),
            Is.EqualTo(before.Baseline.Runs.Select(r => r.RunId))
        );
        Assert.That(
            after.Checks.Select(check => (check.Type, check.Severity, check.Reason, check.Current, check.Expected)),
            Is.EqualTo(before.Checks.Select(c => (c.Type, c.Severity, c.Reason, c.Current, c.Expected)))
        );
        Assert.That(findings.Open, Is.Empty);
        Assert.That(healthAfter, Is.EqualTo(health));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    [Test]
    public async Task A_backfill_itself_is_compared_with_nothing()
    {
        var source = new SourceWithHistory(new ScriptedSource("coingecko"), _time);
        await using var etl = EtlProcess.With(Database, _time, source);
        await RunAsync(etl, source);
        var backfill = await BackfillAsync(etl, source, "coin-0", fails: false);

        var compared = (RunComparison.Compared)
            await etl.SendAsync(new CompareRuns(null, backfill.RunId, null, new ComparisonSettings(), null));

        Assert.That(compared.Sources.Single().Baseline.Kind, Is.EqualTo(BaselineKind.None));
    }

    private async Task RunAsync(EtlProcess etl, SourceWithHistory source)
    {
        _time.Advance(TimeSpan.FromHours(4));
        source.Now.SendsNothing().Sends([.. Enumerable.Range(0, 20).Select(Coin)]);
        await etl.IngestAsync("coingecko", RunTrigger.Cron);
        await etl.TransformAsync("coingecko");
    }

    /// <summary>A price moves by up to a percent from run to run.</summary>
    private Coin Coin(int number)
    {
        var now = _time.GetUtcNow();
        return new Coin(
            $"coin-{number}",
            $"c{number}",
            $"Coin {number}",
            Price: $"1.0{(now.Hour + number) % 10}",
            LastUpdated: $"{now:yyyy-MM-dd'T'HH:mm:ss}Z"
        );
    }

    private static async Task<IngestResult> BackfillAsync(
        EtlProcess etl,
        SourceWithHistory source,
        string coin,
        bool fails
    )
    {
        source.HistoryFails = fails;
        var now = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var window = new FetchWindow(
            new KnownCoin(coin, "x", "X"),
            now.AddDays(-1),
            now.AddHours(30),
            HistoryInterval.Hourly
        );
        return await etl.SendAsync(new IngestSource("coingecko", RunTrigger.Backfill) { Window = window });
    }

    private static async Task<SourceComparison> CompareAsync(EtlProcess etl) =>
        ((RunComparison.Compared)await etl.SendAsync(new CompareRuns("coingecko", null, null, new(), null))).Sources[0];

    private static async Task<string> HealthAsync(EtlProcess etl)
    {
        var health = (await etl.SendAsync(new GetHealth(TimeSpan.FromSeconds(30)))).Sources.Single();
        var stats = (await etl.SendAsync(new GetStats())).Single();
        var runs = stats.Runs!;
        return $"{health.State} {health.Age} {health.Committed!.LastSuccessAt} {health.Committed.LastStatus} "
            + $"{runs.FailedInARow} {runs.LastRun.RunId} {runs.MedianDurationMs}";
    }

    /// <summary>A source whose history is wild: every hour ten times what it was, or a tenth.</summary>
    private sealed class SourceWithHistory(ScriptedSource now, TimeProvider time) : ISource
    {
        public ScriptedSource Now => now;

        public bool HistoryFails { get; set; }

        public SourceDescription Description => now.Description;

        public IAsyncEnumerable<SourcePage> FetchAsync(FetchContext context, CancellationToken ct) =>
            context.Window is { } window ? HistoryAsync(window, ct) : now.FetchAsync(context, ct);

        public Mapping Map(StoredRecord record) =>
            record.Envelope.IsEmpty || now.Map(record) is not Mapping.Accepted { Observation: var observation }
                ? now.Map(record)
                : new Mapping.Accepted(observation with { IsHistory = true });

        public IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record) => now.FieldsOf(record);

        private async IAsyncEnumerable<SourcePage> HistoryAsync(
            FetchWindow window,
            [EnumeratorCancellation] CancellationToken ct
        )
        {
            await Task.Delay(TimeSpan.Zero, time, ct);
            if (HistoryFails)
                throw new SourceException(FailureClass.Transient, "It is away.", "Wait.");
            var records = new List<RawRecord>();
            for (var at = window.From; at < window.To; at += TimeSpan.FromHours(1))
                records.Add(
                    new Coin(
                        window.Coin.Id,
                        window.Coin.Symbol,
                        window.Coin.Name,
                        Price: at.Hour % 2 == 0 ? "10.5" : "0.1",
                        LastUpdated: $"{at:yyyy-MM-dd'T'HH:30:ss}Z"
                    ).Record() with
                    {
                        Envelope = new RecordEnvelope("""{"coin":{}}"""u8.ToArray(), IsStated: false),
                    }
                );
            yield return new SourcePage(1, records);
        }
    }
}
