using System.IO.Compression;
using Kasparro.Simulator;
using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.Benchmarks.Etl;

/// <summary>
/// The bytes of the Bronze table for each record, without its indexes, against gzip of each payload by itself. Records
/// of this size stay in the table as they are: PostgreSQL compresses rows from 2 KiB on.
/// </summary>
internal static class StorageBenchmark
{
    private const int Coins = 5_000;

    public static async Task<Measurement> RunAsync()
    {
        await using var simulator = await UpstreamSimulator.StartAsync(
            new SimulatorOptions { CoinGeckoCoins = Coins, CoinPaprikaCoins = 1 }
        );
        await using var database = await TestDatabase.CreateAsync();
        await EtlHostRun.MeasureAsync(
            database,
            new Dictionary<string, string>
            {
                ["ENABLED_SOURCES"] = "coingecko",
                ["COINGECKO_BASE_URL"] = simulator.CoinGeckoUrl.ToString(),
                ["COINGECKO_MIN_INTERVAL"] = "0",
                ["COINGECKO_API_KEY"] = "benchmark",
            },
            "ingest"
        );
        var records = await database.ScalarAsync<long>("SELECT count(*) FROM raw_coingecko");
        var stored = await database.ScalarAsync<long>("SELECT pg_relation_size('raw_coingecko')");
        var (received, compressed) = await CompressAsync(database);
        Console.WriteLine(
            $"storage of {records:N0} CoinGecko records: {stored / records} bytes each in the table, received "
                + $"{received / records}, gzip {compressed / records}"
        );
        return new Measurement(
            "storage of a Bronze record, without indexes",
            "gzip of its payload by itself",
            (double)stored / compressed,
            Bar: 1.3
        );
    }

    private static async Task<(long Received, long Compressed)> CompressAsync(TestDatabase database)
    {
        var (received, compressed) = (0L, 0L);
        await using var connection = await database.OpenConnectionAsync();
        await using var select = new NpgsqlCommand(
            "SELECT convert_to(payload::text, 'UTF8') FROM raw_coingecko",
            connection
        );
        await using var rows = await select.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var payload = rows.GetFieldValue<byte[]>(0);
            using var buffer = new MemoryStream();
            await using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
                await gzip.WriteAsync(payload);
            received += payload.Length;
            compressed += buffer.Length;
        }

        return (received, compressed);
    }
}
