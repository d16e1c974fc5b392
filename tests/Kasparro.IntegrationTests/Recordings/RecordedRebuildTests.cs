using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Recordings;

/// <summary>
/// Silver is a function of Bronze. These tests drop and rebuild what the others read, so they run alone; each leaves
/// the same Silver.
/// </summary>
[NonParallelizable, Promise(8)]
public sealed class RecordedRebuildTests
{
    [Test, Promise(3)]
    public async Task Every_file_again_brings_nothing_new()
    {
        var bronze = await CountAsync();
        foreach (var recording in RecordedMarket.Recordings.Where(recording => !recording.IsError))
        {
            var ingest = await RecordedMarket.Upstream.IngestAsync(RecordedMarket.Process, recording);
            var transform = await RecordedMarket.Process.TransformAsync(recording.Source);
            Assert.That(
                (recording.Name, ingest.Counts.Fetched, ingest.Counts.Inserted, transform.Read),
                Is.EqualTo((recording.Name, (long)recording.Records().Count, 0L, 0L))
            );
        }

        Assert.That(await CountAsync(), Is.EqualTo(bronze));
        await AssertSilverIsTheSameAsync();
    }

    [
        TestCase("coingecko", "coinpaprika", "csv"),
        TestCase("csv", "coinpaprika", "coingecko"),
        TestCase("coinpaprika", "csv", "coingecko")
    ]
    public async Task Dropped_and_derived_at_once_in_any_order_it_is_what_it_was_file_by_file(params string[] order)
    {
        await SilverTables.DropAsync(RecordedMarket.Database);
        foreach (var source in order)
            await RecordedMarket.Process.TransformAsync(source);

        await AssertSilverIsTheSameAsync();
    }

    [Test]
    public async Task Derived_side_by_side_it_is_what_it_was()
    {
        await SilverTables.DropAsync(RecordedMarket.Database);
        await Task.WhenAll(RecordedMarket.Sources.Select(source => RecordedMarket.Process.TransformAsync(source)));

        await AssertSilverIsTheSameAsync();
    }

    [Test]
    public async Task Derived_in_full_over_what_is_there_it_is_what_it_was()
    {
        foreach (var source in RecordedMarket.Sources)
        {
            var result = await RecordedMarket.Process.TransformAsync(source, full: true);
            Assert.That(
                (source, result.WasFull, result.Read),
                Is.EqualTo(
                    (
                        source,
                        true,
                        await RecordedMarket.Database.ScalarAsync<long>($"SELECT count(*) FROM raw_{source}")
                    )
                )
            );
        }

        await AssertSilverIsTheSameAsync();
    }

    [Test]
    public async Task Verify_says_that_it_is_what_Bronze_says()
    {
        var verification = await RecordedMarket.Process.VerifyAsync();

        Assert.That(
            (verification.Matches, verification.Pending.Count),
            Is.EqualTo((true, 0)),
            string.Join(Environment.NewLine, verification.Differences)
        );
        Assert.That(verification.Rows, Is.GreaterThan(6_712 + 3_795 + 37_082 + 8_869));
    }

    [Test]
    public async Task Verify_sees_one_digit_that_is_not_what_Bronze_says()
    {
        await RecordedMarket.Database.ExecuteAsync(
            "UPDATE asset_market_data SET price_usd = price_usd + 0.01 WHERE source = 'csv' "
                + "AND raw_id = (SELECT max(raw_id) FROM asset_market_data WHERE source = 'csv')"
        );
        var verification = await RecordedMarket.Process.VerifyAsync();
        await RecordedMarket.Process.TransformAsync("csv", full: true);

        Assert.That(
            (verification.Matches, verification.Differences.Count),
            Is.EqualTo((false, 2)),
            "the row as it is and as it ought to be"
        );
        await AssertSilverIsTheSameAsync();
    }

    private static async Task AssertSilverIsTheSameAsync() =>
        Assert.That(
            await SilverTables.ReadAsync(RecordedMarket.Database) == RecordedMarket.Silver,
            Is.True,
            "Silver differs from what it was"
        );

    private static Task<long> CountAsync() =>
        RecordedMarket.Database.ScalarAsync<long>(
            "SELECT (SELECT count(*) FROM raw_coingecko) + (SELECT count(*) "
                + "FROM raw_coinpaprika) + (SELECT count(*) FROM raw_csv)"
        );
}
