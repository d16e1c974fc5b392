using System.Net;
using System.Text.Json;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.ApiTests.Endpoints.Changes;

internal sealed class ChangesTests : ApiFixture
{
    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Sends(
        new Coin("bitcoin", Price: "97245.120"),
        new Coin("ethereum", "eth", "Ethereum")
    );

    [Test]
    public async Task A_page_has_its_rows_with_all_digits_and_says_where_to_go_on()
    {
        await RunAsync();

        var first = await GetAsync("/changes?limit=1");
        var second = await GetAsync($"/changes?limit=1&since={Cursor(first)}");
        var third = await GetAsync($"/changes?limit=1&since={Cursor(second)}");

        var change = first.GetProperty("changes")[0];
        Assert.That(change.GetProperty("type").GetString(), Is.EqualTo("inserted"));
        Assert.That(change.GetProperty("row").GetProperty("price_usd").GetRawText(), Is.EqualTo("97245.120"));
        Assert.That(change.GetProperty("row").GetProperty("symbol").GetString(), Is.EqualTo("BTC"));
        Assert.That(first.GetProperty("has_more").GetBoolean(), Is.True);
        Assert.That(second.GetProperty("changes").GetArrayLength(), Is.EqualTo(1));
        Assert.That(third.GetProperty("changes").GetArrayLength(), Is.Zero);
        Assert.That(third.GetProperty("has_more").GetBoolean(), Is.False);
    }

    [Test]
    public async Task A_page_has_the_changes_of_more_commits_than_are_read_at_once()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko");
        for (var day = 2; day <= 26; day++)
        {
            _source.SendsNothing().Sends(new Coin("bitcoin", LastUpdated: $"2026-01-{day:00}T00:00:00Z"));
            await etl.RunAsync("coingecko");
        }

        var page = await GetAsync("/changes?limit=500");

        Assert.That(page.GetProperty("changes").GetArrayLength(), Is.EqualTo(27));
    }

    [Test]
    public async Task A_client_that_waits_gets_the_next_change_also_where_no_notification_arrives()
    {
        var start = await GetAsync("/changes?from_now=true");

        var waiting = GetAsync($"/changes?wait=20&since={Cursor(start)}");
        await RunAsync();
        await Eventually.UntilAsync(() =>
        {
            Api.Time.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(waiting.IsCompleted);
        });

        Assert.That((await waiting).GetProperty("changes").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_client_that_waits_for_nothing_gets_an_empty_page_in_time()
    {
        var start = await GetAsync("/changes?from_now=true");

        var waiting = GetAsync($"/changes?wait=20&since={Cursor(start)}");
        await Eventually.UntilAsync(() =>
        {
            Api.Time.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(waiting.IsCompleted);
        });

        var page = await waiting;
        Assert.That(page.GetProperty("changes").GetArrayLength(), Is.Zero);
        Assert.That(Cursor(page), Is.EqualTo(Cursor(start)));
    }

    [TestCase("since=x", "since")]
    [TestCase("wait=21", "wait")]
    [TestCase("since=CURSOR&from_now=true", "from_now")]
    [TestCase("limit=0", "limit")]
    [TestCase("symbol=btc", "symbol")]
    public async Task A_parameter_that_is_off_is_named(string query, string parameter)
    {
        var given = query.Replace("CURSOR", Cursor(await GetAsync("/changes")), StringComparison.Ordinal);
        var problem = await GetAsync($"/changes?{given}", HttpStatusCode.BadRequest);

        Assert.That(problem.GetProperty("errors").GetRawText(), Does.Contain(parameter));
    }

    private static string Cursor(JsonElement page) => page.GetProperty("next_cursor").GetString()!;

    private async Task RunAsync()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko");
    }
}
