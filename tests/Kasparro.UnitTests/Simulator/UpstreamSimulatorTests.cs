using System.Net;
using System.Text;
using System.Text.Json;
using Kasparro.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.UnitTests.Simulator;

public sealed class UpstreamSimulatorTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly HttpClient _http = new();

    [OneTimeTearDown]
    public void Dispose() => _http.Dispose();

    [Test]
    public async Task Pages_hold_every_coin_once_and_end_with_an_empty_one()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(new() { Frozen = true, CoinGeckoCoins = 620 });
        var sizes = new List<int>();
        var ids = new HashSet<string>();
        do
        {
            using var page = await GetAsync(Markets(simulator, $"&order=id_asc&per_page=251&page={sizes.Count + 1}"));
            ids.UnionWith(page.RootElement.EnumerateArray().Select(coin => coin.GetProperty("id").GetString()!));
            sizes.Add(page.RootElement.GetArrayLength());
        } while (sizes[^1] > 0);

        Assert.Multiple(() =>
        {
            Assert.That(sizes, Is.EqualTo(new[] { 250, 250, 120, 0 }), "more than 250 a page is cut to 250");
            Assert.That(ids, Has.Count.EqualTo(620));
        });
    }

    [Test]
    public async Task A_renamed_field_has_its_value_under_the_new_name()
    {
        await using var plain = await UpstreamSimulator.StartAsync(new() { Frozen = true, CoinGeckoCoins = 5 });
        await using var simulator = await UpstreamSimulator.StartAsync(
            new()
            {
                Frozen = true,
                CoinGeckoCoins = 5,
                Rename = "market_cap=cap",
            }
        );
        using var before = await GetAsync(Markets(plain, ""));
        using var renamed = await GetAsync(Markets(simulator, ""));

        Assert.That(
            renamed.RootElement.EnumerateArray().Select(coin => coin.GetProperty("cap").GetRawText()),
            Is.EqualTo(before.RootElement.EnumerateArray().Select(coin => coin.GetProperty("market_cap").GetRawText()))
        );
    }

    [Test]
    public async Task Markets_are_ordered_by_id_or_by_market_cap()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(new() { Frozen = true, CoinGeckoCoins = 200 });
        using var byId = await GetAsync(Markets(simulator, "&order=id_asc"));
        using var byCap = await GetAsync(Markets(simulator, ""));

        Assert.That(
            byId.RootElement.EnumerateArray().Select(coin => coin.GetProperty("id").GetString()),
            Is.Ordered.Using((System.Collections.IComparer)StringComparer.Ordinal)
        );
        Assert.That(
            byCap.RootElement.EnumerateArray().Select(coin => coin.GetProperty("market_cap").GetDouble()),
            Is.Ordered.Descending
        );
        Assert.That(byCap.RootElement.GetArrayLength(), Is.EqualTo(100), "100 a page where nothing is asked for");
    }

    [Test]
    public async Task One_seed_gives_one_text_and_another_seed_another()
    {
        var texts = new List<string>();
        foreach (var seed in new[] { 1, 1, 2 })
        {
            await using var simulator = await UpstreamSimulator.StartAsync(new() { Frozen = true, Seed = seed });
            texts.Add(
                await _http.GetStringAsync(Markets(simulator, "&per_page=250&page=2"))
                    + await _http.GetStringAsync(new Uri(simulator.CoinPaprikaUrl, "tickers"))
            );
        }

        Assert.That(texts[1], Is.EqualTo(texts[0]));
        Assert.That(texts[2], Is.Not.EqualTo(texts[0]));
    }

    [Test]
    public async Task A_hostile_simulator_damages_responses_in_many_ways()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(
            new()
            {
                Frozen = true,
                CoinPaprikaCoins = 3,
                HostileRate = 1,
            }
        );
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        var seen = new HashSet<string>();
        for (var request = 0; request < 200; request++)
            seen.Add(await DescribeAsync(http, new Uri(simulator.CoinPaprikaUrl, "tickers")));

        Assert.That(
            seen,
            Has.Count.EqualTo(16).And.Contain("cut off").And.Some.StartsWith("302").And.Some.Contain("br")
        );
    }

    [Test]
    public async Task A_market_that_is_not_frozen_moves_with_time_except_for_stale_coins()
    {
        var time = new FakeTimeProvider(s_now);
        await using var simulator = await UpstreamSimulator.StartAsync(new() { Step = 60 }, time);
        var before = await RowsAsync(simulator);
        var again = await RowsAsync(simulator);
        time.Advance(TimeSpan.FromMinutes(1));
        var after = await RowsAsync(simulator);

        Assert.That(again, Is.EqualTo(before));
        Assert.That(after.Keys, Is.EquivalentTo(before.Keys));
        Assert.That(after["btc-bitcoin"], Is.Not.EqualTo(before["btc-bitcoin"]));
        Assert.That(before.Count(row => after[row.Key] == row.Value), Is.InRange(20, 400), "stale ones");
    }

    [Test]
    public async Task Rows_have_the_oddities_of_the_real_ones()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(new() { Frozen = true });
        var text = new StringBuilder();
        for (var page = 1; page <= 4; page++)
            text.Append(await _http.GetStringAsync(Markets(simulator, $"&precision=full&per_page=250&page={page}")));
        var rows = text.ToString();

        Assert.Multiple(() =>
        {
            Assert.That(rows, Does.Match("\"current_price\":[0-9.]+e-0[0-9]"), "an exponent in Ruby's spelling");
            Assert.That(rows, Does.Contain("\"current_price\":null"));
            Assert.That(rows, Does.Contain("\"last_updated\":null"));
            Assert.That(rows, Does.Contain("\"market_cap\":0,\"market_cap_rank\":null"));
            Assert.That(rows, Does.Contain("币安人生"));
            Assert.That(rows, Does.Contain("\"id\":\"landwolf-2\""));
        });
    }

    [Test]
    public async Task Both_lists_share_three_quarters_of_the_shorter_one_by_symbol_and_name()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(
            new()
            {
                Frozen = true,
                CoinGeckoCoins = 200,
                CoinPaprikaCoins = 160,
            }
        );
        using var markets = await GetAsync(Markets(simulator, "&per_page=250"));
        using var tickers = await GetAsync(new Uri(simulator.CoinPaprikaUrl, "tickers"));
        static IEnumerable<(string, string)> Keys(JsonDocument rows) =>
            rows
                .RootElement.EnumerateArray()
                .Select(row =>
                    (row.GetProperty("symbol").GetString()!.ToUpperInvariant(), row.GetProperty("name").GetString()!)
                );

        Assert.That(Keys(markets).Intersect(Keys(tickers)).Count(), Is.InRange(115, 120));
        Assert.That(tickers.RootElement.GetArrayLength(), Is.EqualTo(160));
    }

    [Test]
    public async Task Only_the_quotes_that_were_asked_for_are_there()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(new() { Frozen = true, CoinPaprikaCoins = 3 });
        using var tickers = await GetAsync(new Uri(simulator.CoinPaprikaUrl, "tickers?quotes=EUR,BTC"));
        using var refused = await _http.GetAsync(new Uri(simulator.CoinPaprikaUrl, "tickers?quotes=XXX"));

        Assert.That(
            tickers.RootElement[0].GetProperty("quotes").EnumerateObject().Select(quote => quote.Name),
            Is.EqualTo(new[] { "EUR", "BTC" })
        );
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Requests_beyond_the_pace_are_refused_until_the_minute_is_over()
    {
        var time = new FakeTimeProvider(s_now);
        await using var simulator = await UpstreamSimulator.StartAsync(new() { Pace = 1 }, time);
        using var first = await _http.GetAsync(Markets(simulator, ""));
        time.Advance(TimeSpan.FromSeconds(20));
        using var second = await _http.GetAsync(Markets(simulator, ""));
        using var third = await _http.GetAsync(Markets(simulator, ""));
        time.Advance(TimeSpan.FromSeconds(40));
        using var fourth = await _http.GetAsync(Markets(simulator, ""));

        Assert.Multiple(async () =>
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(second.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(40)));
            Assert.That(await second.Content.ReadAsStringAsync(), Does.StartWith("""{"status":{"error_code":429,"""));
            Assert.That(
                third.Headers.RetryAfter!.Date,
                Is.EqualTo(s_now.AddSeconds(61)),
                "the next form: a page with a date"
            );
            Assert.That(third.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
            Assert.That(fourth.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task A_share_of_requests_fails()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(
            new()
            {
                Frozen = true,
                FailRate = 0.3,
                CoinGeckoCoins = 1,
                CoinPaprikaCoins = 1,
            }
        );
        var failed = 0;
        for (var i = 0; i < 200; i++)
        {
            using var answer = await _http.GetAsync(Markets(simulator, ""));
            if ((int)answer.StatusCode >= 500)
                failed++;
        }

        Assert.That(failed, Is.InRange(35, 85));
        Assert.That(simulator.Requests, Has.Count.EqualTo(200));
    }

    [Test]
    public async Task Recorded_answers_are_served_unchanged()
    {
        var folder = Directory.CreateTempSubdirectory("kasparro-replay-");
        try
        {
            Write("coingecko/page1.json", "[ {\"id\" : \"a\"} ]");
            Write("coingecko/page2.json", "{\"status\":{\"error_code\":429}}");
            Write("coinpaprika/1.json", "[1]");
            Write("coinpaprika/2.json", "[2]");
            await using var simulator = await UpstreamSimulator.StartAsync(new() { Replay = folder.FullName });
            var tickers = new Uri(simulator.CoinPaprikaUrl, "tickers");
            string[] pages =
            [
                await _http.GetStringAsync(Markets(simulator, "")),
                await _http.GetStringAsync(Markets(simulator, "&page=2")),
                await _http.GetStringAsync(Markets(simulator, "&page=3")),
            ];
            string[] answers =
            [
                await _http.GetStringAsync(tickers),
                await _http.GetStringAsync(tickers),
                await _http.GetStringAsync(tickers),
            ];

            Assert.That(pages, Is.EqualTo(new[] { "[ {\"id\" : \"a\"} ]", "{\"status\":{\"error_code\":429}}", "[]" }));
            Assert.That(answers, Is.EqualTo(new[] { "[1]", "[2]", "[2]" }), "the last one stays");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Write(string path, string text)
        {
            var file = new FileInfo(Path.Combine(folder.FullName, path));
            file.Directory!.Create();
            File.WriteAllText(file.FullName, text);
        }
    }

    private static Uri Markets(UpstreamSimulator simulator, string more) =>
        new(simulator.CoinGeckoUrl, $"coins/markets?vs_currency=usd{more}");

    private async Task<JsonDocument> GetAsync(Uri address) => JsonDocument.Parse(await _http.GetStringAsync(address));

    private async Task<Dictionary<string, string>> RowsAsync(UpstreamSimulator simulator)
    {
        using var tickers = await GetAsync(new Uri(simulator.CoinPaprikaUrl, "tickers"));
        return tickers
            .RootElement.EnumerateArray()
            .ToDictionary(row => row.GetProperty("id").GetString()!, row => row.GetProperty("quotes").GetRawText());
    }

    private static async Task<string> DescribeAsync(HttpClient http, Uri address)
    {
        try
        {
            using var response = await http.GetAsync(address);
            var body = await response.Content.ReadAsByteArrayAsync();
            return $"{(int)response.StatusCode} {response.Content.Headers.ContentEncoding} "
                + $"{response.Content.Headers.ContentType} {body.Length}";
        }
        catch (HttpRequestException)
        {
            return "cut off";
        }
    }
}
