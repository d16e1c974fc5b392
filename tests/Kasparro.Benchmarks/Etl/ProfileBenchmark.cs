using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Testing.Sources;

namespace Kasparro.Benchmarks.Etl;

/// <summary>What counting a record's shape takes, next to its hash, which every ingestion takes as well.</summary>
internal static class ProfileBenchmark
{
    public static void Run(int rounds)
    {
        foreach (
            var file in RecordedData.Files(
                "coingecko/markets_2023-12-02_page1_250.json",
                "coinpaprika/tickers_2021*.json"
            )
        )
        {
            var records = RecordedData.Records(file).Select(Encoding.UTF8.GetBytes).ToList();
            var (hash, profile) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < rounds; round++)
            {
                hash = Math.Min(hash, Measure(records, record => PayloadHash.Of(record)));
                var counted = new RecordProfile([], ["quotes"]);
                profile = Math.Min(profile, Measure(records, record => counted.Add(record)));
            }

            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Path.GetFileName(file)}: {records.Count} records, hash {hash:F2} µs, "
                        + $"profile {profile:F2} µs a record"
                )
            );
        }
    }

    private static double Measure(List<byte[]> records, Action<byte[]> work)
    {
        const int Times = 20;
        var started = Stopwatch.GetTimestamp();
        for (var time = 0; time < Times; time++)
            records.ForEach(work);
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / (Times * records.Count);
    }
}
