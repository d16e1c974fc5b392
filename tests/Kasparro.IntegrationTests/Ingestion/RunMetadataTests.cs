using Kasparro.Domain.Runs;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Ingestion;

public sealed class RunMetadataTests : EtlFixture
{
    [Test]
    public async Task The_metadata_tell_what_happened()
    {
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"), new Coin("bitcoin"));
        source.BeforePage = (_, _) =>
        {
            source.LastContext!.Metrics.CountRequest();
            source.LastContext.Metrics.CountBytes(100);
            return Task.CompletedTask;
        };
        await using var etl = EtlProcess.With(Database, source);

        await etl.IngestAsync("coingecko", RunTrigger.Cron);

        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws('|', triggered_by, records_processed, metadata->>'fetched', "
                    + "metadata->>'inserted', metadata->>'duplicates', metadata->>'pages_received', "
                    + "metadata->>'requests', metadata->>'bytes') FROM etl_runs"
            ),
            Is.EqualTo("cron|2|2|1|1|1|2|200")
        );
    }

    [TestCase(1, 1)]
    [TestCase(100, 100)]
    [TestCase(101, null, Description = "More than a list of coins has.")]
    public async Task The_metadata_say_where_each_page_begins_unless_they_are_too_many(int pages, int? noted)
    {
        var source = new ScriptedSource("coingecko");
        for (var page = 0; page < pages; page++)
            source.Sends(new Coin($"coin-{page}"));
        await using var etl = EtlProcess.With(Database, source);

        await etl.IngestAsync("coingecko");

        Assert.That(
            await Database.ScalarAsync<int?>("SELECT jsonb_array_length(metadata->'pages') FROM etl_runs"),
            Is.EqualTo(noted)
        );
    }

    [Test]
    public async Task A_page_that_comes_in_parts_is_noted_once_and_the_first_one_was_received()
    {
        var source = new ScriptedSource("coingecko") { PartsOfPage = 2 };
        foreach (var id in (string[])["a", "b", "c", "d"])
            source.Sends(new Coin(id));
        await using var etl = EtlProcess.With(Database, source);

        await etl.IngestAsync("coingecko");

        Assert.That(
            await Database.ScalarAsync<string>(
                "SELECT concat_ws(' ', metadata->>'pages', metadata->>'first_page_received') FROM etl_runs"
            ),
            Is.EqualTo("""[{"page": 1, "record": 0}, {"page": 2, "record": 2}] true""")
        );
    }

    [Test]
    [TestCase(1, 1, "true")]
    [TestCase(2, 1, "false")]
    [TestCase(1, 0, "false")]
    public async Task The_metadata_say_whether_the_first_page_was_received(int firstPage, int pages, string received)
    {
        var source = new ScriptedSource("coingecko") { FirstPage = firstPage };
        for (var page = 0; page < pages; page++)
            source.Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, source);

        await etl.IngestAsync("coingecko");

        Assert.That(
            await Database.ScalarAsync<string>("SELECT metadata->>'first_page_received' FROM etl_runs"),
            Is.EqualTo(received)
        );
    }
}
