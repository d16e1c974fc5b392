using System.Globalization;
using Kasparro.Testing.Database;

namespace Kasparro.Benchmarks.Soak;

/// <summary>What must not grow while the API serves and runs come and go.</summary>
internal sealed record Sample(long MemoryMiB, long Handles, long Threads, long Connections, long TempTables)
{
    public static async Task<Sample> TakeAsync(TestDatabase database, int apiProcess)
    {
        var status = await File.ReadAllLinesAsync($"/proc/{apiProcess}/status");
        return new Sample(
            Number(status, "VmRSS:") / 1024,
            Directory.GetFiles($"/proc/{apiProcess}/fd").Length,
            Number(status, "Threads:"),
            await database.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    + "AND application_name NOT LIKE 'kasparro-%'"
            ),
            await database.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relpersistence = 't'")
        );
    }

    /// <summary>Of each figure by itself.</summary>
    public static Sample Median(IReadOnlyCollection<Sample> samples) =>
        new(
            Middle(samples.Select(sample => sample.MemoryMiB)),
            Middle(samples.Select(sample => sample.Handles)),
            Middle(samples.Select(sample => sample.Threads)),
            Middle(samples.Select(sample => sample.Connections)),
            Middle(samples.Select(sample => sample.TempTables))
        );

    /// <summary>Names what is higher than it was by more than a tenth and a little.</summary>
    public IEnumerable<string> GrownSince(Sample before) =>
        from figure in new (string Name, long Before, long After, long Little)[]
        {
            ("memory of the API in MiB", before.MemoryMiB, MemoryMiB, 16),
            ("its open handles", before.Handles, Handles, 10),
            ("its threads", before.Threads, Threads, 5),
            ("connections of the API", before.Connections, Connections, 3),
            ("temporary tables", before.TempTables, TempTables, 10),
        }
        where figure.After > (figure.Before * 11 / 10) + figure.Little
        select $"{figure.Name}: {figure.Before} → {figure.After}";

    private static long Number(string[] status, string name) =>
        long.Parse(
            status
                .First(line => line.StartsWith(name, StringComparison.Ordinal))
                .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );

    private static long Middle(IEnumerable<long> values) =>
        values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
