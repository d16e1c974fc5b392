using Kasparro.Application.Ingestion;
using Kasparro.Application.Quotas;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Ingestion;

/// <summary>What runs send is counted, however they end, and a backfill leaves scheduled runs what they need.</summary>
public sealed class RequestBudgetTests : EtlFixture
{
    /// <summary>Two days before the month ends; a run a day.</summary>
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 30, 0, 0, 0, TimeSpan.Zero));

    private readonly ScriptedSource _source = new ScriptedSource("coingecko")
        .With(description => description with { Cadence = TimeSpan.FromDays(1), MonthlyRequests = 10 })
        .Sends(new Coin("bitcoin"));

    [Test]
    public async Task Requests_of_a_page_that_failed_are_counted()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        _source.BeforePage = (page, _) =>
        {
            Send(page == 1 ? 1 : 3);
            return page == 1
                ? Task.CompletedTask
                : throw new SourceException(FailureClass.Transient, "It broke.", "Wait.");
        };

        var failed = await etl.IngestAsync("coingecko");

        Assert.That(failed.Failure?.Sentence, Is.EqualTo("It broke."));
        Assert.That(await CountsAsync(), Is.EqualTo("2026-03-01 4"));
    }

    [Test]
    public async Task A_request_after_the_last_page_is_counted()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        _source.BeforePage = (_, _) =>
        {
            Send(1);
            return Task.CompletedTask;
        };

        await etl.IngestAsync("coingecko");

        Assert.That(await CountsAsync(), Is.EqualTo("2026-03-01 2"));
    }

    [Test]
    public async Task What_a_run_costs_is_what_the_last_one_sent()
    {
        var other = new ScriptedSource("coinpaprika").Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, _time, _source, other);
        foreach (var requests in (int[])[1, 3])
        {
            SendsAPage(requests);
            await etl.IngestAsync("coingecko", RunTrigger.Cron);
        }

        await etl.IngestAsync("coinpaprika", RunTrigger.Cron);

        var plan = (await etl.SendAsync(new GetPlan())).Single(source => source.Source == "coingecko");

        Assert.That(plan.OfARun, Is.EqualTo(3));
    }

    [Test]
    public async Task A_run_that_would_need_more_than_is_left_sends_nothing()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        SendsAPage(requests: 6);
        await etl.IngestAsync("coingecko", RunTrigger.Cron);

        var refused = await etl.IngestAsync("coingecko", RunTrigger.Cron);

        Assert.That(
            refused.Failure?.Sentence,
            Is.EqualTo("coingecko has 4 of 10 requests left this month, and this run needs 6.")
        );
        Assert.That(await CountsAsync(), Is.EqualTo("2026-03-01 6"));
    }

    [Test]
    public async Task A_backfill_may_send_what_the_runs_of_the_rest_of_the_month_leave([Values(0, 5)] int hour)
    {
        _time.Advance(TimeSpan.FromHours(hour));
        await using var etl = EtlProcess.With(Database, _time, _source);
        SendsAPage(requests: 3);
        await etl.IngestAsync("coingecko", RunTrigger.Cron);
        SendsAPage(requests: 1);

        var first = await BackfillAsync(etl);
        var second = await BackfillAsync(etl);
        SendsAPage(requests: 3);
        var scheduled = await etl.IngestAsync("coingecko", RunTrigger.Cron);

        Assert.That(first.Failure, Is.Null);
        Assert.That(
            second.Failure?.Sentence,
            Is.EqualTo(
                "coingecko has 0 of 10 requests left this month (6 are kept for scheduled runs), and this run needs 1."
            )
        );
        Assert.That(scheduled.Failure, Is.Null);
        Assert.That(await CountsAsync(), Is.EqualTo("2026-03-01 7"));
    }

    [Test]
    public async Task A_month_begins_with_all_requests_of_the_plan()
    {
        await using var etl = EtlProcess.With(Database, _time, _source);
        SendsAPage(requests: 10);
        await etl.IngestAsync("coingecko");
        var refused = await etl.IngestAsync("coingecko");
        _time.SetUtcNow(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        var next = await etl.IngestAsync("coingecko");

        Assert.That(refused.Failure?.NextStep, Does.StartWith("It may run again on 2026-04-01."));
        Assert.That(next.Failure, Is.Null);
        Assert.That(await CountsAsync(), Is.EqualTo("2026-03-01 10, 2026-04-01 10"));
    }

    private void SendsAPage(int requests) =>
        _source.BeforePage = (page, _) =>
        {
            Send(page == 1 ? requests : 0);
            return Task.CompletedTask;
        };

    private void Send(int requests)
    {
        for (var request = 0; request < requests; request++)
            _source.LastContext!.Metrics.CountRequest();
    }

    private static Task<IngestResult> BackfillAsync(EtlProcess etl) =>
        etl.SendAsync(
            new IngestSource("coingecko", RunTrigger.Backfill)
            {
                Window = new FetchWindow(
                    new KnownCoin("bitcoin", "btc", "Bitcoin"),
                    new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                    new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
                    HistoryInterval.Daily
                ),
            }
        );

    private Task<string?> CountsAsync() =>
        Database.ScalarAsync<string>(
            "SELECT string_agg((month AT TIME ZONE 'UTC')::date || ' ' || requests, ', ' ORDER BY month) "
                + "FROM request_counts"
        );
}
