using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.CoinPaprika;
using Kasparro.Testing.Sources;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Json;

[NonParallelizable]
public sealed class JsonMemoryTests
{
    private const int Megabyte = 1_024 * 1_024;

    [Test]
    public async Task A_megabyte_of_tiny_records_needs_a_few_times_its_size()
    {
        var body = Encoding.UTF8.GetBytes($"[{string.Concat(Enumerable.Repeat("0,", Megabyte / 2))}0]");
        await using var upstream = await StubUpstream.StartAsync(_ => new StubResponse(200, body));
        await using var bench = new SourceBench(
            new CoinPaprikaModule(),
            new Dictionary<string, string?> { ["COINPAPRIKA_BASE_URL"] = upstream.Address.ToString() }
        );
        var deadline = TimeProvider.System.GetUtcNow().AddMinutes(10);
        var context = new FetchContext(Guid.Empty, deadline, new FetchMetrics());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0,
            records = 0;
        await foreach (var page in bench.Source.FetchAsync(context, CancellationToken.None))
        {
            records += page.Records.Count;
            // What is alive, now and then: what merely was not collected yet depends on the machine.
            if (page.Number % 500 == 1)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.That(records, Is.EqualTo((Megabyte / 2) + 1));
        Assert.That(most, Is.LessThan(8 * Megabyte));
    }
}
