using Kasparro.Application.Transformation;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.IntegrationTests.Transformation;

public sealed class BronzeChunksTests : EtlFixture
{
    [TestCase(7, 1_500_000, new[] { 3, 3, 1 })]
    [TestCase(7, 10, new[] { 7 })]
    [TestCase(5_001, 10, new[] { 5_000, 1 })]
    public async Task Rows_of_bronze_are_read_in_few_enough_bytes_at_once(int records, int length, int[] chunks)
    {
        var text = new string('x', length);
        var source = new ScriptedSource("coingecko").Sends([
            .. Enumerable.Range(0, records).Select(id => Coin.Raw($"{id}", $$"""{"id":"{{id}}","text":"{{text}}"}""")),
        ]);
        await using var etl = EtlProcess.With(Database, source);
        await etl.IngestAsync("coingecko");

        var read = new List<int>();
        var bronze = etl.Services.GetRequiredService<IBronzeReader>();
        await foreach (var chunk in bronze.ReadAsync("coingecko", 0, long.MaxValue, default))
            read.Add(chunk.Count);

        Assert.That(read, Is.EqualTo(chunks));
    }
}
