using System.Globalization;
using Kasparro.Infrastructure.Postgres.Statements;
using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Api;

/// <summary>
/// /data?limit=50 in turn with pgbench of the same statement, and from memory with a bare endpoint that sends the same
/// bytes; and the latency at half of the requests a second that it managed.
/// </summary>
internal static class ApiBenchmark
{
    private const int Rounds = 3;

    // The API runs for weeks. What it takes is compiled for good after some 20 seconds of requests.
    private const int SecondsOfWarming = 30;

    private const long CacheBytes = 64 * 1024 * 1024;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(
        TestDatabase database,
        int rows,
        int connections,
        int seconds
    )
    {
        await using var uncached = await ApiProcess.StartAsync(database, 0);
        await using var cached = await ApiProcess.StartAsync(database, CacheBytes);
        using var client = new HttpClient();
        await using var bare = await BareEndpoint.StartAsync(
            await client.GetByteArrayAsync(new Uri($"{cached.Address}/data?limit=50"))
        );
        using var files = new BenchmarkFiles();
        await File.WriteAllTextAsync(files.Statement, Statement());
        foreach (var address in new[] { uncached.Address, cached.Address, bare.Address })
            await Load.WrkAsync($"{address}/data?limit=50", connections, SecondsOfWarming);

        Console.WriteLine($"{rows:N0} Silver rows, {connections} connections, {seconds} s each, /data?limit=50");
        var (cold, hot, tails) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            var pgbench = await Load.PgbenchAsync(database, files.Statement, connections, seconds);
            var database50 = await Load.WrkAsync($"{uncached.Address}/data?limit=50", connections, seconds);
            var memory50 = await Load.WrkAsync($"{cached.Address}/data?limit=50", connections, seconds);
            var bytes = await Load.WrkAsync($"{bare.Address}/data?limit=50", connections, seconds);
            var half = await Load.HeyAsync(
                $"{uncached.Address}/data?limit=50",
                connections,
                database50.RequestsPerSecond / 2,
                seconds
            );
            cold.Add(database50.RequestsPerSecond / pgbench);
            hot.Add(memory50.RequestsPerSecond / bytes.RequestsPerSecond);
            tails.Add(half.P99 / half.P50);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}: pgbench {pgbench:N0}/s; from the database {database50}; from memory {memory50}; "
                        + $"bare endpoint {bytes}; at half of that from the database p50 {half.P50:F2} ms, "
                        + $"p99 {half.P99:F2} ms"
                )
            );
        }

        return
        [
            new Measurement(
                "`/data?limit=50`, not from memory",
                "pgbench -M prepared of the same statement: rate",
                Measurement.Median(cold),
                Bar: 0.46,
                IsUpperBound: false
            ),
            new Measurement(
                "`/data?limit=50`, from memory",
                "a bare Kestrel endpoint with the same bytes: rate",
                Measurement.Median(hot),
                Bar: 0.7,
                IsUpperBound: false
            ),
            new Measurement("p99 of `/data?limit=50` at half load", "its p50", Measurement.Median(tails), Bar: 3),
        ];
    }

    /// <summary>The API's own, with the values of a first page in place of its parameters.</summary>
    private static string Statement()
    {
        var values = new Dictionary<string, string>
        {
            ["from"] = "NULL::timestamptz",
            ["to"] = "NULL::timestamptz",
            ["after_last_updated"] = "NULL::timestamptz",
            ["after_asset_id"] = "NULL::uuid",
            ["after_source"] = "NULL::text",
            ["limit"] = "51",
            ["offset"] = "0",
        };
        var sql = Sql.Find("data_newest_first");
        var statement = sql.Text;
        for (var position = sql.Parameters.Length; position > 0; position--)
            statement = statement.Replace(
                $"${position}",
                values[sql.Parameters[position - 1]],
                StringComparison.Ordinal
            );
        return string.Join(
                ' ',
                statement.Split('\n').Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal))
            ) + ";\n";
    }
}
