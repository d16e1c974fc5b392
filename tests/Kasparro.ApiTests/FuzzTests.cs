using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Kasparro.Testing.Database;

namespace Kasparro.ApiTests;

/// <summary>Requests that make no sense, over real sockets: none may break anything.</summary>
internal sealed class FuzzTests
{
    private const int Requests = 20_000;
    private const int Seed = 20250209;

    private static readonly string[] s_paths =
    [
        "/data",
        "/data",
        "/data",
        "/data",
        "/list-runs",
        "/runs",
        "/assets",
        "/failures",
        "/stats",
        "/sources",
        "/health",
        "/",
        "/metrics",
        "/assets/",
        "/runs/",
        "/list-runs/",
        "/swagger/",
        "/nowhere",
        "//data",
        "/data/../etc/passwd",
    ];

    private static readonly string[] s_names =
    [
        "symbol",
        "asset_id",
        "source",
        "from",
        "to",
        "from_ts",
        "to_ts",
        "latest",
        "sort",
        "limit",
        "offset",
        "cursor",
        "format",
        "numbers",
        "status",
        "triggered_by",
        "error_type",
        "symbl",
        "",
        "%00",
        "a[b]",
        "symbol[]",
        "__proto__",
    ];

    private static readonly string[] s_values =
    [
        "",
        "btc",
        "BTC",
        "0",
        "-1",
        "50",
        "500",
        "501",
        "2147483647",
        "2147483648",
        "99999999999999999999",
        "1e3",
        "0x10",
        "NaN",
        "Infinity",
        "true",
        "false",
        "null",
        "coingecko",
        "csv",
        "json",
        "ndjson",
        "string",
        "2025-02-09T17:44:06Z",
        "2025-02-09T17:44:06.711+01:00",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:59-14:00",
        "2025-02-30T00:00:00Z",
        "2025-02-09",
        "' OR 1=1 --",
        "'; DROP TABLE assets; --",
        "\" UNION SELECT version() --",
        "$1",
        "{0}",
        "%s%n",
        "../../etc/passwd",
        "<script>alert(1)</script>",
        "${jndi:ldap://x}",
        "-last_updated",
        "symbol",
        "success",
        "missing_field",
        "币安人生",
        "༼ つ ◕_◕ ༽つ",
        "🟥🟩",
        "İıſK",
        "\u200b",
        "\u0000",
        "\ufeff",
        "\u202e",
        "3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1",
        "WyJhMWIyYzNkNGU1ZjYiLCI2Mzg3NDcwMjI0NjcxMTAwMDAiXQ",
        "W10",
        "bnVsbA",
        "WyIiLG51bGxd",
    ];

    [Test]
    public async Task No_request_breaks_anything()
    {
        await using var database = await TestDatabase.CreateAsync();
        var given = new Rows(database);
        for (var minute = 0; minute < 30; minute++)
            await given.MarketDataAsync(
                "BTC",
                "Bitcoin",
                minute % 2 == 0 ? "csv" : "coingecko",
                at: ApiHost.Now.AddMinutes(-minute)
            );
        await given.RunAsync();
        await using var api = new ApiHost(database.ConnectionString);
        api.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        api.StartServer();
        using var client = new HttpClient { BaseAddress = api.ClientOptions.BaseAddress };

        var broken = new ConcurrentBag<string>();
        var received = new ConcurrentDictionary<HttpStatusCode, int>();
        await Parallel.ForAsync(
            0,
            Requests,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (number, ct) =>
            {
                var target = Target(new Random(Seed + number));
                var address = new Uri(
                    $"{client.BaseAddress!.GetLeftPart(UriPartial.Authority)}{target}",
                    new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
                );
                using var response = await client.GetAsync(address, ct);
                await response.Content.LoadIntoBufferAsync(ct);
                received.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
                if ((int)response.StatusCode >= 500)
                    broken.Add($"{(int)response.StatusCode} {target}");
            }
        );

        TestContext.Out.WriteLine(
            string.Join(", ", received.OrderBy(pair => pair.Key).Select(pair => $"{(int)pair.Key}: {pair.Value}"))
        );
        Assert.That(broken, Is.Empty);
        Assert.That(
            received.Keys,
            Does.Contain(HttpStatusCode.OK).And.Contain(HttpStatusCode.BadRequest).And.Contain(HttpStatusCode.NotFound)
        );
    }

    private static string Target(Random random)
    {
        var target = new StringBuilder(Pick(random, s_paths));
        if (target[^1] == '/' && target.Length > 2)
            target.Append(Written(random, Pick(random, s_values)));
        for (var parameter = random.Next(5); parameter > 0; parameter--)
            target
                .Append(target.ToString().Contains('?') ? '&' : '?')
                .Append(Pick(random, s_names))
                .Append(random.Next(20) == 0 ? "" : "=")
                .Append(Written(random, Value(random)));
        return target.ToString();
    }

    private static string Value(Random random) =>
        random.Next(12) switch
        {
            0 => new string('x', random.Next(5_000)),
            1 => new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(1, 0xD800))]),
            _ => Pick(random, s_values),
        };

    /// <summary>Encoded as it should be, or as it should not.</summary>
    private static string Written(Random random, string value) =>
        random.Next(10) switch
        {
            0 => Uri.EscapeDataString(Uri.EscapeDataString(value)),
            1 => $"%{random.Next(256):X2}%{random.Next(256):X2}",
            2 => "%zz%",
            3 => Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal),
            _ => Uri.EscapeDataString(value),
        };

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
