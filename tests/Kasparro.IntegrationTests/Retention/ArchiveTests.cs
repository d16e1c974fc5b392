using System.Globalization;
using System.Security.Cryptography;
using Kasparro.Application.Retention;
using Kasparro.Application.Verification;
using Kasparro.Domain.Runs;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Parquet;

namespace Kasparro.IntegrationTests.Retention;

/// <summary>Raw records that no price needs any more move to files, and nothing that was received is lost.</summary>
public sealed class ArchiveTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly ScriptedSource _source = new("coingecko");
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kasparro-archive").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test, Promise(1)]
    public async Task Records_of_runs_from_before_the_limit_are_in_a_file_and_no_longer_in_bronze()
    {
        await using var etl = await RunTwiceAsync();
        var received = await Database.RowsAsync(
            "SELECT id::text, source_id, payload::text, envelope::text, encode(payload_hash, 'hex'), "
                + "run_id::text FROM raw_coingecko ORDER BY id LIMIT 4"
        );

        var result = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That((result.Expired, result.Archived, result.Failure), Is.EqualTo((2, 4, null as RunFailure)));
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(2));
        Assert.That(
            Directory.GetFiles(_folder).Select(Path.GetFileName),
            Is.EqualTo(new[] { "raw_coingecko-1-4.parquet" })
        );
        Assert.That(await ReadAsync("raw_coingecko-1-4.parquet"), Is.EqualTo(received));
    }

    [Test, Promise(2)]
    public async Task The_database_deletes_what_an_archive_names_and_nothing_else()
    {
        await using var etl = await RunTwiceAsync();
        await etl.SendAsync(new ApplyRetention("coingecko"));

        var unarchived = Assert.ThrowsAsync<PostgresException>(() =>
            Database.ExecuteAsync("DELETE FROM raw_coingecko WHERE id = 5")
        );
        var changed = Assert.ThrowsAsync<PostgresException>(() =>
            Database.ExecuteAsync("UPDATE raw_coingecko SET source_id = 'x'")
        );
        var emptied = Assert.ThrowsAsync<PostgresException>(() => Database.ExecuteAsync("TRUNCATE raw_coingecko"));
        var forgotten = Assert.ThrowsAsync<PostgresException>(() =>
            Database.ExecuteAsync("DELETE FROM bronze_archives")
        );

        Assert.That(
            unarchived!.MessageText,
            Is.EqualTo("Bronze only grows: DELETE on raw_coingecko is refused, row 5 is in no archive")
        );
        Assert.That(changed!.MessageText, Is.EqualTo("Bronze only grows: UPDATE on raw_coingecko is refused"));
        Assert.That(emptied!.MessageText, Is.EqualTo("Bronze only grows: TRUNCATE on raw_coingecko is refused"));
        Assert.That(forgotten!.MessageText, Is.EqualTo("Bronze only grows: DELETE on bronze_archives is refused"));
    }

    [Test, Promise(8)]
    public async Task Silver_is_what_the_rest_of_bronze_gives_with_every_asset_and_label()
    {
        await using var etl = await RunTwiceAsync();
        await etl.SendAsync(new ApplyRetention("coingecko"));
        var before = await SilverAsync();

        var verification = await etl.VerifyAsync();
        await etl.TransformAsync("coingecko", full: true);
        var full = await SilverAsync();
        await SilverTables.DropAsync(Database);
        await etl.TransformAsync("coingecko");

        Assert.That(verification.Matches, Is.True, string.Join('\n', verification.Differences));
        Assert.That(full, Is.EqualTo(before));
        Assert.That(await SilverAsync(), Is.EqualTo(before));
        Assert.That(before, Does.Contain("coingecko|gone|").And.Contain("GONE"));
    }

    [Test, Promise(1)]
    public async Task Bronze_is_verified_from_where_the_archive_ends()
    {
        await using var etl = await RunTwiceAsync();
        await etl.SendAsync(new ApplyRetention("coingecko"));

        var before = (await etl.SendAsync(new VerifyBronze()))[0];
        await Database.ExecuteAsync(
            "SET session_replication_role = replica; UPDATE raw_coingecko SET payload = '{}' WHERE id = 5"
        );
        var after = (await etl.SendAsync(new VerifyBronze()))[0];

        Assert.That((before.Problem, before.Rows), Is.EqualTo((null as string, 2)));
        Assert.That(after.Problem, Does.StartWith("Row 5 of raw_coingecko"));
    }

    [Test]
    public async Task Failures_of_archived_records_go_with_them()
    {
        await using var etl = await RunTwiceAsync();
        Assert.That(await CountAsync("transform_failures"), Is.EqualTo(2));

        await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(await CountAsync("transform_failures"), Is.Zero);
        Assert.That(
            await Database.ScalarAsync<string>("SELECT silver_rows || ' ' || failure_rows FROM transformations"),
            Is.EqualTo("2 0")
        );
        Assert.That(await CountAsync("pending_rebuilds"), Is.Zero);
    }

    [Test, Promise(3)]
    public async Task A_record_that_comes_again_after_it_was_archived_is_stored_once_and_gives_no_price()
    {
        await using var etl = await RunTwiceAsync();
        await etl.SendAsync(new ApplyRetention("coingecko"));
        _source.SendsNothing().Sends(Old("a", "1"));

        await etl.RunAsync("coingecko");
        await etl.RunAsync("coingecko");

        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(3));
        Assert.That(await CountAsync("asset_market_data"), Is.EqualTo(2));
        var verification = await etl.VerifyAsync();
        Assert.That(verification.Matches, Is.True, string.Join('\n', verification.Differences));
    }

    [Test]
    public async Task Nothing_is_archived_that_is_not_transformed()
    {
        _source.Sends(Old("a", "1"));
        await using var etl = Process();
        await etl.IngestAsync("coingecko");
        _time.Advance(TimeSpan.FromDays(60));

        var result = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That((result.Archived, result.Failure), Is.EqualTo((0, null as RunFailure)));
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(1));
    }

    [Test, Description("A source may know a price of the next day.")]
    [TestCase("2026-03-29T23:00:00Z", 1)]
    [TestCase("2026-03-30T12:00:00Z", 0)]
    public async Task A_record_that_can_speak_about_a_kept_instant_stays(string received, int archived)
    {
        _time.SetUtcNow(DateTimeOffset.Parse(received, CultureInfo.InvariantCulture));
        _source.Sends(Old("a", "1"));
        await using var etl = Process();
        await etl.RunAsync("coingecko");
        _time.SetUtcNow(new DateTimeOffset(2026, 4, 30, 0, 0, 0, TimeSpan.Zero));

        var result = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That((result.Expired, result.Archived), Is.EqualTo((1, archived)));
    }

    [Test]
    public async Task A_source_whose_failures_are_all_archived_does_not_start_over()
    {
        _source.Sends(Old("bad", "0"));
        await using var etl = Process();
        await etl.RunAsync("coingecko");
        _time.Advance(TimeSpan.FromDays(60));
        await etl.SendAsync(new ApplyRetention("coingecko"));

        var next = await etl.TransformAsync("coingecko");

        Assert.That(await CountAsync("raw_coingecko"), Is.Zero);
        Assert.That((next.WasFull, next.Read), Is.EqualTo((false, 0)));
    }

    [Test, Promise(12)]
    public async Task Nothing_is_archived_while_a_run_looks_for_known_records()
    {
        await using var etl = await RunTwiceAsync();
        await using var run = await ForeignSession.OpenAsync(
            Database,
            "kasparro-etl of another machine",
            "SELECT pg_advisory_lock(x'4B410002'::int, hashtext('coingecko'))"
        );

        var result = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That((result.Expired, result.Archived), Is.EqualTo((2, 0)));
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(6));
    }

    [Test]
    public async Task A_folder_that_is_not_there_is_named_and_nothing_leaves_the_database()
    {
        await using var etl = await RunTwiceAsync(Path.Combine(_folder, "missing"));

        var result = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(
            result.Failure!.ToString(),
            Is.EqualTo(
                $"There is no folder {_folder}/missing for the archive of raw records; nothing was archived. "
                    + "Make it or mount it, or correct RETENTION_ARCHIVE_PATH."
            )
        );
        Assert.That(await CountAsync("raw_coingecko"), Is.EqualTo(6));
    }

    [Test, Description("A directory stands where the file would be: what a full or read-only disk gives.")]
    public async Task A_file_that_cannot_be_written_loses_nothing_and_the_next_run_writes_it()
    {
        await using var etl = await RunTwiceAsync();
        var inTheWay = Directory.CreateDirectory(Path.Combine(_folder, "raw_coingecko.partial"));

        var failed = await etl.SendAsync(new ApplyRetention("coingecko"));
        var kept = await CountAsync("raw_coingecko");
        inTheWay.Delete();
        var next = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(failed.Failure!.Sentence, Does.Contain(_folder).And.EndWith("None of them left the database."));
        Assert.That((kept, next.Archived), Is.EqualTo((6, 4)));
    }

    [Test, Description("A process that died between the file and the commit.")]
    public async Task A_file_that_no_archive_names_is_written_again()
    {
        await using var etl = await RunTwiceAsync();
        await Database.ExecuteAsync(
            "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'died'; END $$; "
                + "CREATE TRIGGER die BEFORE INSERT ON bronze_archives FOR EACH ROW EXECUTE FUNCTION die()"
        );
        Assert.ThrowsAsync<PostgresException>(() => etl.SendAsync(new ApplyRetention("coingecko")));
        Assert.That(File.Exists(Path.Combine(_folder, "raw_coingecko-1-4.parquet")), Is.True);
        await Database.ExecuteAsync("DROP TRIGGER die ON bronze_archives");

        await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(
            Directory.GetFiles(_folder).Select(Path.GetFileName),
            Is.EqualTo(new[] { "raw_coingecko-1-4.parquet" })
        );
        Assert.That(await ReadAsync("raw_coingecko-1-4.parquet"), Has.Count.EqualTo(4));
        Assert.That(
            await Database.ScalarAsync<string>("SELECT encode(file_hash, 'hex') FROM bronze_archives"),
            Is.EqualTo(await HashAsync("raw_coingecko-1-4.parquet"))
        );
    }

    [Test, Promise(1), Description("The folder of another database, or of this one before it was made again.")]
    public async Task A_file_with_other_records_is_not_overwritten()
    {
        await using var etl = await RunTwiceAsync();
        var other = Path.Combine(_folder, "raw_coingecko-1-4.parquet");
        await File.WriteAllTextAsync(other, "what another database had");

        await etl.SendAsync(new ApplyRetention("coingecko"));

        var name = await Database.ScalarAsync<string>("SELECT file FROM bronze_archives") ?? "";
        Assert.That(await File.ReadAllTextAsync(other), Is.EqualTo("what another database had"));
        Assert.That(name, Is.EqualTo($"raw_coingecko-1-4-{(await HashAsync(name))[..8]}.parquet"));
        Assert.That(await ReadAsync(name), Has.Count.EqualTo(4));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Each_archive_begins_where_the_one_before_ends()
    {
        await using var etl = await RunTwiceAsync();
        await etl.SendAsync(new ApplyRetention("coingecko"));
        _time.Advance(TimeSpan.FromDays(60));

        await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That(
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order(),
            Is.EqualTo(new[] { "raw_coingecko-1-4.parquet", "raw_coingecko-5-6.parquet" })
        );
        Assert.That(await CountAsync("raw_coingecko"), Is.Zero);
        var verification = await etl.VerifyAsync();
        Assert.That(verification.Matches, Is.True, string.Join('\n', verification.Differences));
    }

    private static Coin Old(string id, string price) =>
        new(id, id, id, Price: price, LastUpdated: "2026-02-28T00:00:00Z");

    private EtlProcess Process(string? folder = null) =>
        EtlProcess.With(
            Database,
            _time,
            new Dictionary<string, string?>
            {
                ["RETENTION_DAYS"] = "coingecko=30",
                ["RETENTION_ARCHIVE_PATH"] = folder ?? _folder,
            },
            _source
        );

    /// <summary>A run on 1 March and one on 30 April, when prices from 31 March on are kept.</summary>
    private async Task<EtlProcess> RunTwiceAsync(string? folder = null)
    {
        var etl = Process(folder);
        _source.Sends(Old("a", "1"), Old("gone", "2"), Old("bad", "0"));
        _source.Sends([Coin.Raw("odd", """{"id": "odd",  "symbol":"\u00e9\"𝔸", "n":1.10}""")]);
        await etl.RunAsync("coingecko");
        _time.Advance(TimeSpan.FromDays(60));
        _source
            .SendsNothing()
            .Sends(
                new Coin("a", "a", "a", Price: "3", LastUpdated: "2026-04-29T00:00:00Z"),
                new Coin("b", "b", "b", Price: "4", LastUpdated: "2026-04-29T00:00:00Z")
            );
        await etl.RunAsync("coingecko");
        return etl;
    }

    private async Task<string> HashAsync(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(_folder, name))));

    private async Task<List<string?[]>> ReadAsync(string name)
    {
        await using var stream = File.OpenRead(Path.Combine(_folder, name));
        await using var file = await ParquetReader.CreateAsync(stream);
        using var group = file.OpenRowGroupReader(0);
        var fields = file.Schema.DataFields.ToDictionary(field => field.Name);
        var rows = (int)group.RowCount;
        var (ids, runs, hashes) = (new long[rows], new Guid[rows], new byte[rows][]);
        var (sourceIds, payloads, envelopes) = (new string[rows], new string[rows], new string[rows]);
        await group.ReadAsync<long>(fields["id"], ids);
        await group.ReadAsync<Guid>(fields["run_id"], runs);
        await group.ReadAsync(fields["payload_hash"], hashes);
        await group.ReadAsync(fields["source_id"], sourceIds);
        await group.ReadAsync(fields["payload"], payloads);
        await group.ReadAsync(fields["envelope"], envelopes);
        return
        [
            .. Enumerable
                .Range(0, rows)
                .Select(at =>
                    new[]
                    {
                        $"{ids[at]}",
                        sourceIds[at],
                        payloads[at],
                        envelopes[at],
                        Convert.ToHexStringLower(hashes[at]),
                        $"{runs[at]}",
                    }
                ),
        ];
    }

    private async Task<string> SilverAsync() =>
        await SilverTables.ReadAsync(Database) + await SilverTables.ReadHistoryAsync(Database);
}
