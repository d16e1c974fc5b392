using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Ingestion;

/// <summary>What a person who reads the log learns about runs.</summary>
public sealed class RunLogTests : EtlFixture
{
    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));

    [Test]
    public async Task A_run_says_that_it_started_and_what_it_stored()
    {
        await using var etl = EtlProcess.With(Database, new FakeTimeProvider(Clocks.Start), _source);
        await etl.IngestAsync("coingecko");

        var run = (await etl.IngestAsync("coingecko")).RunId;

        Assert.That(
            etl.Log.Lines.Where(line => line.Contains($"{run}")),
            Is.EqualTo(
                new[]
                {
                    Line("Information", $"Run {run} of coingecko started"),
                    Line("Information", $"Run {run} of coingecko stored 0 new of 1 records in 0 ms"),
                }
            )
        );
    }

    [Test]
    public async Task A_run_that_fails_says_why_and_what_to_do()
    {
        _source.BeforePage = (_, _) =>
            throw new SourceException(FailureClass.Config, "The key is wrong.", "Correct it.");
        await using var etl = EtlProcess.With(Database, _source);

        var run = (await etl.IngestAsync("coingecko")).RunId;

        Assert.That(
            etl.Log.Lines,
            Has.One.EqualTo(Line("Error", $"Run {run} of coingecko failed (config): The key is wrong. Correct it."))
        );
    }

    [Test]
    public async Task The_next_run_says_that_it_closed_one_whose_process_had_died()
    {
        const string Dead = "01890000-0000-7000-8000-000000000000";
        await Database.ExecuteAsync(
            "INSERT INTO etl_runs (run_id, source, started_at, status, records_processed, metadata, triggered_by) "
                + $"VALUES ('{Dead}', 'coingecko', now(), 'running', 0, '{{}}', 'cron')"
        );
        await using var etl = EtlProcess.With(Database, _source);

        await etl.IngestAsync("coingecko");

        Assert.That(
            etl.Log.Lines,
            Has.One.EqualTo(Line("Warning", $"Run {Dead} of coingecko was closed as failed: its process had died"))
        );
    }

    [Test]
    public async Task A_transformation_says_what_became_of_its_raw_rows()
    {
        _source.Sends(new Coin("bitcoin", Price: "2"), new Coin("ethereum", Price: "null"));
        await using var etl = EtlProcess.With(Database, _source);

        await etl.RunAsync("coingecko");

        Assert.That(
            etl.Log.Lines,
            Has.One.Contains(
                "Silver of coingecko: 3 raw rows gave 1 new rows, 1 superseded, 0 returned, 1 failures, "
                    + "0 not applicable and 0 expired in "
            )
        );
    }

    private static string Line(string level, string message) =>
        $"{level} Kasparro.Infrastructure.Postgres.Ingestion.RunStore: {message} ";
}
