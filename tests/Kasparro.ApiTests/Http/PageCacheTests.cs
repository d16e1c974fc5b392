using System.Net;
using System.Text.Json.Nodes;
using Kasparro.Application.MarketData;
using Kasparro.Testing;
using Kasparro.WebApi.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.ApiTests.Http;

internal sealed class PageCacheTests : ApiFixture
{
    protected override (string Variable, string Value)[] Settings => [("API_PAGE_CACHE_BYTES", "1000000")];

    private long _transformedBefore;

    [SetUp]
    public async Task GiveOneRowAsync()
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", price: "1");
        // Versions never fall while an API runs, and emptying the tables between tests would make them.
        await Given.TransformationAsync(transformedTotal: _transformedBefore += 10_000);
        await CommitAsync(1);
        // No page is read meanwhile, so the version comes from the notification.
        var committed = await Database.ScalarAsync<long>("SELECT version FROM silver_version");
        await Eventually.UntilAsync(() =>
            Task.FromResult(Api.Services.GetRequiredService<ISilverVersion>().Current == committed)
        );
        Assert.That(await PriceAsync(), Is.EqualTo("1"));
    }

    [Test]
    public async Task A_page_comes_from_memory_until_another_process_commits()
    {
        await Database.ExecuteAsync("UPDATE asset_market_data SET price_usd = 2");
        Assert.That(await PriceAsync(), Is.EqualTo("1"), "no transformation committed, so the database was not read");

        await CommitAsync(3);
        await Eventually.UntilAsync(async () => await PriceAsync() == "3");
    }

    [Test]
    public async Task Without_its_listener_nothing_is_cached_and_with_a_new_one_it_is_again()
    {
        await Database.ExecuteAsync(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE application_name = 'kasparro listener' AND datname = current_database()
            """
        );
        await Eventually.UntilAsync(() => Task.FromResult(!IsListening));
        await CommitAsync(2);
        Assert.That(await PriceAsync(), Is.EqualTo("2"));

        await Eventually.UntilAsync(() =>
        {
            Api.Time.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(IsListening);
        });
        Assert.That(await PriceAsync(), Is.EqualTo("2"));
        await Database.ExecuteAsync("UPDATE asset_market_data SET price_usd = 4");
        Assert.That(await PriceAsync(), Is.EqualTo("2"));
    }

    [Test]
    public async Task Readers_never_see_an_older_page_after_a_newer_one_while_commits_arrive()
    {
        var writing = Task.Run(async () =>
        {
            for (var price = 2; price <= 200; price++)
                await CommitAsync(price);
        });
        var readers = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(async () =>
                {
                    var seen = new List<int>();
                    while (seen.Count == 0 || seen[^1] < 200)
                        seen.Add(int.Parse(await PriceAsync(), System.Globalization.CultureInfo.InvariantCulture));
                    return seen;
                })
            )
            .ToList();

        await writing;
        foreach (var seen in await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(60)))
            Assert.That(seen, Is.Ordered);
    }

    [Test]
    public async Task A_page_is_served_only_in_the_format_that_the_client_accepts()
    {
        using var cached = await Client.GetAsync("/data");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data") { Headers = { { "Accept", "text/csv" } } };
        using var response = await Client.SendAsync(request);

        Assert.That(cached.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/csv"));
    }

    [Test]
    public async Task A_cached_page_is_the_page_that_was_read_but_for_its_identity()
    {
        await Given.MarketDataAsync("ETH", "Ethereum");
        foreach (var query in new[] { "/data?limit=1&numbers=string", "/data?limit=1&symbol=nothing" })
        {
            using var read = await Client.GetAsync(query);
            using var cached = await Client.GetAsync(query);
            var (before, after) = (await ReadAsync(read), await ReadAsync(cached));

            Assert.Multiple(() =>
            {
                Assert.That(before.Remove("request_id") && after.Remove("request_id"), Is.True);
                Assert.That(before.Remove("api_latency_ms") && after.Remove("api_latency_ms"), Is.True);
                Assert.That(after.ToJsonString(), Is.EqualTo(before.ToJsonString()));
                Assert.That(cached.Headers.ETag, Is.EqualTo(read.Headers.ETag));
                Assert.That(
                    cached.Headers.TryGetValues("Link", out var link) ? link : [],
                    Is.EqualTo(read.Headers.TryGetValues("Link", out var first) ? first : [])
                );
            });
        }
    }

    [Test]
    public async Task The_tag_of_a_cached_page_is_known()
    {
        using var first = await Client.GetAsync("/data");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data");
        request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
        using var second = await Client.SendAsync(request);

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(second.Headers.ETag, Is.EqualTo(first.Headers.ETag));
    }

    [Test]
    public void It_holds_no_more_than_its_limit_and_keeps_what_is_requested()
    {
        var cache = new PageCache(new Committed(), maxBytes: 20_000);
        for (var page = 0; page < 200; page++)
        {
            cache.Keep($"{page}", Page(1_000, version: 7));
            Assert.That(cache.Bytes, Is.LessThanOrEqualTo(20_000));
            Assert.That(cache.Find("0"), Is.Not.Null);
        }

        Assert.That(cache.Bytes, Is.GreaterThan(10_000), "both generations are counted");
        cache.Keep("huge", Page(15_000, version: 7));
        cache.Keep("older", Page(0, version: 6));
        cache.Keep("of no commit", Page(0, version: null));
        Assert.Multiple(() =>
        {
            Assert.That(cache.Find("100"), Is.Null);
            Assert.That(cache.Find("huge"), Is.Null);
            Assert.That(cache.Find("older"), Is.Null);
            Assert.That(cache.Find("of no commit"), Is.Null);
        });
    }

    [Test]
    public void A_page_that_is_kept_again_counts_once()
    {
        var cache = new PageCache(new Committed(), maxBytes: 20_000);
        cache.Keep("0", Page(4_000, version: 7));
        var ofOne = cache.Bytes;
        var kept = new HashSet<string>();
        foreach (var key in new[] { "0", "1", "0", "2", "1", "0", "2", "0" })
        {
            cache.Keep(key, Page(4_000, version: 7));
            kept.Add(key);
            Assert.That(cache.Bytes, Is.EqualTo(kept.Count * ofOne));
        }
    }

    private static SerialisedPage Page(int bytes, long? version) => new(new byte[bytes], null, version, null);

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

    private bool IsListening => Api.Services.GetRequiredService<ISilverVersion>().Current is not null;

    private Task CommitAsync(int price) => Database.ExecuteAsync(Rows.Commit(price));

    private async Task<string> PriceAsync() =>
        (await GetAsync("/data")).GetProperty("data")[0].GetProperty("price_usd").GetRawText();

    private sealed class Committed : ISilverVersion
    {
        public long? Current => 7;

        public Task NextCommit => Task.Delay(Timeout.Infinite);
    }
}
