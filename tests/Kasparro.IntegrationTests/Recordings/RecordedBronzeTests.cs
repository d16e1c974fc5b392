using Kasparro.Application.Ingestion;
using Kasparro.Domain.Runs;
using Kasparro.Testing;

namespace Kasparro.IntegrationTests.Recordings;

public sealed class RecordedBronzeTests
{
    [TestCase("coingecko", 6_761, 6_722), TestCase("coinpaprika", 8_795, 8_795), TestCase("csv", 39_082, 39_082)]
    [Promise(1), Promise(3), EdgeCase(24), EdgeCase(29)]
    public async Task Bronze_has_each_distinct_record_once_in_the_bytes_of_its_file(
        string source,
        int records,
        int distinct
    )
    {
        var received = RecordedMarket
            .Recordings.Where(recording => recording.Source == source)
            .SelectMany(recording => recording.Records())
            .ToList();
        var expected = received.DistinctBy(record => (record.SourceId, record.Hash)).ToList();
        Assert.That((received.Count, expected.Count), Is.EqualTo((records, distinct)));

        var stored = await RecordedMarket.Database.RowsAsync(
            $"SELECT source_id, payload::text, encode(payload_hash, 'hex') FROM raw_{source} ORDER BY id"
        );
        Assert.That(stored.Select(row => new RecordText(row[0]!, row[1]!, row[2]!)), Is.EqualTo(expected));
    }

    [Test]
    public void Every_run_says_what_its_file_brought()
    {
        foreach (var (recording, ingest, _) in RecordedMarket.Runs.Where(run => !run.Recording.IsError))
            Assert.That(
                (recording.Name, ingest.Outcome, ingest.Counts.Fetched),
                Is.EqualTo((recording.Name, IngestOutcome.Succeeded, (long)recording.Records().Count))
            );
    }

    [Test, Promise(5), EdgeCase(26), EdgeCase(30)]
    public async Task An_error_with_status_200_fails_its_run_and_brings_nothing()
    {
        var (_, ingest, transform) = RecordedMarket.Runs.Single(run => run.Recording.IsError);

        Assert.That(
            (ingest.Outcome, ingest.Counts.Inserted, transform.Read),
            Is.EqualTo((IngestOutcome.Failed, 0L, 0L))
        );
        Assert.That(ingest.Failure!.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(
            ingest.Failure.Sentence,
            Is.EqualTo(
                "CoinGecko /api/v3/coins/markets page 1 responded with 200 and an error message instead of data."
            )
        );
        Assert.That(ingest.Failure.UpstreamText, Does.StartWith("You've exceeded the Rate Limit."));
        Assert.That(
            await RecordedMarket.Database.RowsAsync(
                $"SELECT status, error_message FROM etl_runs WHERE run_id = '{ingest.RunId}'"
            ),
            Is.EqualTo(
                (string?[][])
                    [
                        ["failed", ingest.Failure.ToString()],
                    ]
            )
        );
    }
}
