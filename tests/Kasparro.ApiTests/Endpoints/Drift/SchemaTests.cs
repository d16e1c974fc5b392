using System.Net;
using System.Text.Json;
using Kasparro.Application.Findings;
using Kasparro.Testing.Etl;

namespace Kasparro.ApiTests.Endpoints.Drift;

/// <summary>What an ETL process found, as the API shows it.</summary>
internal sealed class SchemaTests : ApiFixture
{
    [Test]
    public async Task A_schema_shows_each_path_with_its_presence()
    {
        await RunAsync(id =>
            $$"""{"id":"{{id}}","price":{{id + 1}},"cap":{{(id < 5 ? "null" : "7")}},"img":"https://a/b"}"""
        );

        var schema = await GetAsync("/schemas/coingecko");

        Assert.Multiple(() =>
        {
            Assert.That(schema.GetProperty("rows").GetInt64(), Is.EqualTo(20));
            Assert.That(schema.GetProperty("version").GetString(), Has.Length.EqualTo(16));
            Assert.That(
                schema.GetProperty("paths").EnumerateArray().Select(Words),
                Is.EqualTo([
                    "cap 1 0.25 [\"number\"] [] 0 0",
                    "id 1 0 [\"string\"] [\"numeric_text\"] null null",
                    "img 1 0 [\"string\"] [\"url\"] null null",
                    "price 1 0 [\"number\"] [] 0 1",
                ])
            );
        });
    }

    [Test]
    public async Task A_shape_that_several_runs_showed_is_as_the_last_of_them_showed_it()
    {
        foreach (var cap in (string[])["7", "8"])
            await RunAsync(id => $$"""{"id":"{{id}}","cap":{{(cap == "8" && id < 5 ? "80" : cap)}}}""");

        var schema = await GetAsync("/schemas/coingecko");

        Assert.That(
            schema.GetProperty("last_run_id").GetGuid(),
            Is.EqualTo(await Database.ScalarAsync<Guid>("SELECT run_id FROM etl_runs ORDER BY sequence DESC LIMIT 1"))
        );
        Assert.That(
            schema.GetProperty("paths").EnumerateArray().Select(Words).First(),
            Is.EqualTo("cap 1 0 [\"number\"] [] 0 1")
        );
    }

    [Test]
    public async Task The_most_frequent_type_and_format_of_a_path_come_first()
    {
        await RunAsync(id =>
        {
            var (at, cap, price) = (id < 5 ? "7.5" : "2026-03-01", id < 15 ? "\"7\"" : "7", id < 5 ? "\"x\"" : "1");
            return $$"""{"at":"{{at}}","cap":{{cap}},"price":{{price}}}""";
        });

        var paths = (await GetAsync("/schemas/coingecko")).GetProperty("paths").EnumerateArray().Select(Words);

        Assert.That(
            paths.Select(path => string.Join(' ', path.Split(' ')[3..5])),
            Is.EqualTo([
                "[\"string\"] [\"iso_date\",\"numeric_text\"]",
                "[\"string\",\"number\"] [\"numeric_text\"]",
                "[\"number\",\"string\"] []",
            ])
        );
    }

    [TestCase("", new[] { "price", "cap" })]
    [TestCase("kind=removed", new[] { "price" })]
    [TestCase("status=open", new[] { "price" })]
    [TestCase("severity=info", new[] { "cap" })]
    [TestCase("source=csv", new string[0])]
    [TestCase("limit=1", new[] { "price" })]
    public async Task Changes_are_listed_and_filters_are_all_applied(string query, string[] expected)
    {
        await RunAsync(id => $$"""{"id":"{{id}}","price":{{id + 1}}}""");
        await RunAsync(id => $$"""{"id":"{{id}}","price":{{id + 1}},"cap":5}""");
        await RunAsync(id => $$"""{"id":"{{id}}","cap":5}""");

        Assert.That(await PathsAsync(query), Is.EqualTo(expected));
        Assert.That(
            (await GetAsync("/findings?severity=critical")).GetProperty("findings")[0].GetProperty("type").GetString(),
            Is.EqualTo("field_removed")
        );
    }

    [Test]
    public async Task Following_the_cursor_gives_every_change_once()
    {
        await RunAsync(id => $$"""{"id":"{{id}}","price":{{id + 1}}}""");
        await RunAsync(id => $$"""{"id":"{{id}}","cap":5,"rank":1,"name":"x"}""");
        var seen = new List<string?>();
        await foreach (var page in PagesAsync("/schema-drifts?limit=1"))
            seen.AddRange(PathsOf(page));

        Assert.That(seen, Is.EqualTo(await PathsAsync("limit=100")).And.Count.EqualTo(4));
    }

    [TestCase("from=2026-01-01T00:00:00Z", new[] { "price", "cap" })]
    [TestCase("from=2026-01-01T00:00:01Z", new[] { "price" })]
    [TestCase("to=2026-01-02T00:00:00Z", new[] { "price", "cap" })]
    [TestCase("to=2026-01-01T00:00:00Z", new[] { "cap" })]
    [TestCase("from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z", new[] { "price" })]
    public async Task A_range_of_changes_includes_its_bounds(string query, string[] expected)
    {
        await RunAsync(id => $$"""{"id":"{{id}}","price":{{id + 1}}}""");
        await RunAsync(id => $$"""{"id":"{{id}}","cap":5}""");
        await Database.ExecuteAsync(
            "UPDATE schema_drifts SET opened_at = CASE path WHEN 'cap' THEN timestamptz '2026-01-01T00:00:00Z' "
                + "ELSE '2026-01-02T00:00:00Z' END"
        );

        Assert.That(await PathsAsync(query), Is.EquivalentTo(expected));
    }

    [TestCase("status=accepted", new[] { "cap" })]
    [TestCase("status=ended", new[] { "price" })]
    [TestCase("status=open", new string[0])]
    public async Task A_change_that_was_accepted_and_is_over_is_listed_as_accepted(string query, string[] expected)
    {
        await RunAsync(id => $$"""{"id":"{{id}}","price":{{id + 1}}}""");
        await RunAsync(id => $$"""{"id":"{{id}}","cap":5}""");
        await Database.ExecuteAsync(
            "UPDATE schema_drifts SET ended_at = now(), accepted_at = CASE path WHEN 'cap' THEN now() END"
        );

        Assert.That(await PathsAsync(query), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_source_without_records_has_no_schema()
    {
        Assert.That(
            (await GetAsync("/schemas/csv", HttpStatusCode.NotFound)).GetProperty("detail").GetString(),
            Is.EqualTo("No run of csv has received any records yet.")
        );
        await GetAsync("/schemas/nosuch", HttpStatusCode.BadRequest);
    }

    private async Task<IEnumerable<string?>> PathsAsync(string query) =>
        PathsOf(await GetAsync($"/schema-drifts?{query}"));

    private static IEnumerable<string?> PathsOf(JsonElement page) =>
        page.GetProperty("drifts").EnumerateArray().Select(drift => drift.GetProperty("path").GetString());

    private static string Words(JsonElement path) =>
        string.Join(
            ' ',
            path.GetProperty("path").GetString(),
            path.GetProperty("presence").GetRawText(),
            path.GetProperty("null_share").GetRawText(),
            path.GetProperty("types").GetRawText(),
            path.GetProperty("formats").GetRawText(),
            path.GetProperty("log10_min").GetRawText(),
            path.GetProperty("log10_max").GetRawText()
        );

    private async Task RunAsync(Func<int, string> record)
    {
        var source = new ScriptedSource("coingecko").Reads(new(["price"], [], []));
        await using var etl = EtlProcess.With(Database, source);
        source.Sends([.. Enumerable.Range(0, 20).Select(id => Coin.Raw($"{id}", record(id)))]);
        await etl.RunAsync("coingecko");
        await etl.SendAsync(new RecordFindings("coingecko"));
    }
}
