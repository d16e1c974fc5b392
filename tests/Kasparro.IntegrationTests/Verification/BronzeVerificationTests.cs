using Kasparro.Application.Verification;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Verification;

/// <summary>
/// Three runs of four rows; then someone with the rights of the owner turns the trigger off and changes Bronze.
/// </summary>
public sealed class BronzeVerificationTests : EtlFixture
{
    private readonly ScriptedSource _source = new("coingecko");

    [SetUp]
    public async Task RunThreeTimesAsync()
    {
        await using var etl = EtlProcess.With(Database, _source);
        foreach (var price in (string[])["1", "2", "2", "3"])
        {
            _source
                .SendsNothing()
                .Sends(new Coin("bitcoin", Price: price), new Coin("ethereum", "eth", "Ethereum", Price: price));
            await etl.IngestAsync("coingecko");
        }

        await Database.ExecuteAsync("ALTER TABLE raw_coingecko DISABLE TRIGGER USER");
    }

    [TearDown]
    public Task EnableTriggerAsync() => Database.ExecuteAsync("ALTER TABLE raw_coingecko ENABLE TRIGGER USER");

    [Test, Promise(1)]
    public async Task What_was_not_changed_is_as_its_runs_stored_it() =>
        Assert.That(
            await VerifyAsync(),
            Is.EqualTo(new BronzeVerification("coingecko", Rows: 6, Runs: 4, RunsWithoutDigest: 0, Problem: null))
        );

    [Test, Promise(1)]
    public async Task A_run_that_received_a_known_record_among_new_ones_is_as_it_stored_it([Range(0, 2)] int place)
    {
        await using var etl = EtlProcess.With(Database, _source);
        List<Coin> received = [new("new"), new("newer")];
        received.Insert(place, new Coin("bitcoin", Price: "3"));
        _source.SendsNothing().Sends([.. received]);
        await etl.IngestAsync("coingecko");

        Assert.That(
            await VerifyAsync(),
            Is.EqualTo(new BronzeVerification("coingecko", Rows: 8, Runs: 5, RunsWithoutDigest: 0, Problem: null))
        );
    }

    [Test]
    public async Task A_run_that_received_nothing_is_as_it_stored_it()
    {
        await using var etl = EtlProcess.With(Database, _source.SendsNothing());
        await etl.IngestAsync("coingecko");

        Assert.That(
            await VerifyAsync(),
            Is.EqualTo(new BronzeVerification("coingecko", Rows: 6, Runs: 5, RunsWithoutDigest: 0, Problem: null))
        );
    }

    [Test, Promise(1), Description("Rows are read five thousand at a time.")]
    public async Task A_change_behind_many_rows_is_named()
    {
        await using var etl = EtlProcess.With(Database, _source.SendsNothing());
        _source.Sends([.. Enumerable.Range(0, 5_100).Select(id => Coin.Raw($"{id}", "{}"))]);
        await etl.IngestAsync("coingecko");
        var before = await VerifyAsync();
        await Database.ExecuteAsync("UPDATE raw_coingecko SET payload = '[]' WHERE source_id = '5099'");

        Assert.That((before.Rows, before.Problem), Is.EqualTo((5_106, null as string)));
        Assert.That((await VerifyAsync()).Problem, Does.StartWith("Row ").And.EndsWith("it was changed."));
    }

    [Test, Promise(1)]
    public async Task A_payload_that_was_changed_is_named_with_its_run()
    {
        await Database.ExecuteAsync(
            "UPDATE raw_coingecko SET payload = replace(payload::text, ':2,', ':9,')::json WHERE id = 3"
        );

        Assert.That(
            (await VerifyAsync()).Problem,
            Does.StartWith($"Row 3 of raw_coingecko, run {await RunAsync(2)} of ").And.EndsWith("it was changed.")
        );
    }

    [Test]
    public async Task An_archive_of_another_source_excuses_no_row_that_is_gone()
    {
        var expected = await RunAsync(2);
        await Database.ExecuteAsync(
            "INSERT INTO bronze_archives (source, last_raw_id, first_raw_id, records, file, file_hash, archived_at) "
                + "VALUES ('csv', 1000, 1, 1000, 'csv.parquet', sha256('file'), now()); "
                + "DELETE FROM raw_coingecko WHERE id = 3"
        );

        Assert.That((await VerifyAsync()).Problem, Does.StartWith($"The rows of run {expected} of "));
    }

    [TestCase("DELETE FROM raw_coingecko WHERE id = 3", 2, TestName = "A row is deleted")]
    [TestCase(
        "UPDATE raw_coingecko SET run_id = (SELECT run_id FROM raw_coingecko WHERE id = 1) WHERE id = 3",
        1,
        TestName = "A row is moved to another run"
    )]
    [TestCase(
        "UPDATE raw_coingecko a SET payload = b.payload, payload_hash = b.payload_hash, source_id = a.source_id || ' ' "
            + "FROM raw_coingecko b WHERE a.id = 3 AND b.id = 4",
        2,
        TestName = "A row is replaced with its hash"
    )]
    [TestCase(
        "DELETE FROM raw_coingecko WHERE id IN (3, 4); UPDATE etl_checkpoints SET last_success_run_id = NULL; "
            + "DELETE FROM run_assets; "
            + "DELETE FROM etl_runs WHERE run_id = (SELECT run_id FROM etl_runs ORDER BY sequence LIMIT 1 OFFSET 1)",
        3,
        TestName = "A run is deleted with its rows"
    )]
    [Test, Promise(1)]
    public async Task The_first_run_that_does_not_fit_is_named(string tampering, int run)
    {
        var expected = await RunAsync(run);
        await Database.ExecuteAsync(tampering);

        Assert.That((await VerifyAsync()).Problem, Does.StartWith($"The rows of run {expected} of "));
    }

    [Test]
    public async Task Runs_from_before_digests_are_counted()
    {
        await Database.ExecuteAsync(
            """
            UPDATE etl_runs SET metadata = metadata - 'digest'
            WHERE run_id = (SELECT run_id FROM etl_runs ORDER BY sequence LIMIT 1)
            """
        );

        var verification = await VerifyAsync();

        Assert.That((verification.RunsWithoutDigest, verification.Runs), Is.EqualTo((1, 3)));
        Assert.That(verification.Problem, Does.StartWith($"The rows of run {await RunAsync(2)}"), "its digest is gone");
    }

    [Test]
    public async Task The_command_ends_with_3_where_something_does_not_fit()
    {
        var before = await EtlHostProcess.RunAsync(Database, null, "verify", "--bronze", "--output", "table");
        await Database.ExecuteAsync("DELETE FROM raw_coingecko WHERE id = 3");
        var after = await EtlHostProcess.RunAsync(Database, null, "verify", "--bronze", "--output", "table");

        Assert.That((before.Code, after.Code), Is.EqualTo((0, 3)), before.Output + after.Output);
        Assert.That(before.Output, Does.Contain("coingecko: Bronze is as its runs stored it. 6 rows of 4 runs."));
        Assert.That(after.Output, Does.Contain("are not the ones that it stored"));
    }

    private async Task<BronzeVerification> VerifyAsync()
    {
        await using var etl = EtlProcess.With(Database, _source);
        return (await etl.SendAsync(new VerifyBronze())).Single();
    }

    /// <summary>The id of a run that stored something, from 1.</summary>
    private async Task<Guid> RunAsync(int number) =>
        await Database.ScalarAsync<Guid>($"SELECT run_id FROM etl_runs ORDER BY sequence LIMIT 1 OFFSET {number - 1}");
}
