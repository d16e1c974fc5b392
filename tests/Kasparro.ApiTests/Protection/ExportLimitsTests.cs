using System.Net;
using Kasparro.Testing;

namespace Kasparro.ApiTests.Protection;

internal sealed class ExportLimitsTests : ApiFixture
{
    private const string SlowClient = "198.51.100.1";
    private const string OtherClient = "198.51.100.2";

    protected override (string Variable, string Value)[] Settings =>
        [("API_MAX_EXPORTS", "2"), ("API_MAX_CONCURRENT", "12"), ("API_EXPORT_TIMEOUT", "10m")];

    [Test]
    public async Task A_client_and_all_clients_have_few_exports_at_once_and_other_requests_go_on()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin");
        Task<HttpResponseMessage>[] exports;
        await using (await LockedTable.OfAsync(Database))
        {
            exports =
            [
                SendAsync(SlowClient, "?format=csv"),
                SendAsync(SlowClient, "?format=ndjson"),
                SendAsync(OtherClient, "?format=csv"),
            ];
            await Eventually.UntilAsync(async () => await LockedTable.CountWaitingAsync(Database) == 3);
            using var tooManyOfOne = await SendAsync(SlowClient, "?format=csv");
            using var tooManyOfAll = await SendAsync(OtherClient, "?format=csv");
            using var problem = await SendAsync(SlowClient, "?limit=0");

            Assert.Multiple(() =>
            {
                Assert.That(tooManyOfOne.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
                Assert.That(tooManyOfOne.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
                Assert.That(tooManyOfAll.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
                Assert.That(problem.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            });
        }

        foreach (var export in exports)
            Assert.That((await export).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var next = await SendAsync(SlowClient, "?format=csv");
        Assert.That(next.StatusCode, Is.EqualTo(HttpStatusCode.OK), "the places are free again");
    }

    [Test]
    public async Task An_export_that_has_not_started_within_its_time_is_an_error()
    {
        await using var locked = await LockedTable.OfAsync(Database);
        var export = Client.GetAsync("/data?format=csv");
        await Eventually.UntilAsync(async () => await LockedTable.CountWaitingAsync(Database) == 1);

        Api.Time.Advance(TimeSpan.FromMinutes(11));

        using var response = await export.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.GatewayTimeout));
        await Eventually.UntilAsync(async () => await LockedTable.CountWaitingAsync(Database) == 0);
    }

    [Test]
    public async Task An_export_beyond_its_time_is_cut_off_and_not_merely_shorter()
    {
        await GiveManyRowsAsync();
        using var response = await Client.GetAsync("/data?format=csv", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1_000]);

        Api.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.That(async () => await body.CopyToAsync(Stream.Null), Throws.Exception);
    }

    [Test]
    public async Task A_client_that_reads_slowly_keeps_no_transaction_open()
    {
        await GiveManyRowsAsync();
        using var response = await Client.GetAsync("/data?format=ndjson", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1_000]);

        // Vacuum removes nothing that a snapshot or a transaction may still see.
        await Eventually.UntilAsync(async () =>
            await Database.ScalarAsync<long>(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                AND (backend_xmin IS NOT NULL OR state IN ('active', 'idle in transaction'))
                """
            ) == 0
        );

        using var rest = new StreamReader(body);
        Assert.That((await rest.ReadToEndAsync()).TrimEnd(), Does.EndWith("}"));
    }

    [TestCase("")]
    [TestCase("&sort=last_updated")]
    [TestCase("&source=csv")]
    [TestCase("&symbol=BTC")]
    [TestCase("&limit=500&offset=7")]
    [TestCase("&offset=7")]
    public async Task An_export_of_many_rows_is_complete_and_in_order(string filter)
    {
        await GiveManyRowsAsync();

        var prices = (await Client.GetStringAsync($"/data?format=csv{filter}"))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => int.Parse(line.Split(',')[4], System.Globalization.CultureInfo.InvariantCulture));

        var all = Enumerable.Range(1, Rows);
        var expected = filter.Contains("sort") ? all : all.Reverse();
        if (filter.Contains("offset"))
            expected = expected.Skip(7);
        if (filter.Contains("limit"))
            expected = expected.Take(500);
        Assert.That(prices, Is.EqualTo(expected));
    }

    private const int Rows = 10_000;

    private async Task GiveManyRowsAsync()
    {
        var asset = await Given.MarketDataAsync("BTC", "Bitcoin", "csv", at: ApiHost.Now.AddYears(-9));
        await Database.ExecuteAsync("DELETE FROM asset_market_data");
        await Database.ExecuteAsync(
            $"""
            INSERT INTO asset_market_data (asset_id, source, price_usd, last_updated, created_at, raw_id)
            SELECT '{asset}', 'csv', n, timestamptz '2025-01-01Z' + n * interval '1 second', now(), n
            FROM generate_series(1, {Rows}) n
            """
        );
    }

    private async Task<HttpResponseMessage> SendAsync(string client, string query)
    {
        var context = await Api.Server.SendAsync(context =>
        {
            context.Request.Method = HttpMethod.Get.Method;
            context.Request.Path = "/data";
            context.Request.QueryString = new Microsoft.AspNetCore.Http.QueryString(query);
            context.Connection.RemoteIpAddress = IPAddress.Parse(client);
        });
        // The export ends with its body.
        await new StreamReader(context.Response.Body).ReadToEndAsync();
        var response = new HttpResponseMessage((HttpStatusCode)context.Response.StatusCode);
        if (context.Response.Headers.RetryAfter is [{ } seconds])
            response.Headers.Add("Retry-After", seconds);
        return response;
    }
}
