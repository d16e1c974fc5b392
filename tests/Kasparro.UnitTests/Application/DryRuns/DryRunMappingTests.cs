using System.Runtime.CompilerServices;
using System.Text;
using Kasparro.Application;
using Kasparro.Application.DryRuns;
using Kasparro.Application.Sources;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Drift;
using Kasparro.Testing.Etl;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.UnitTests.Application.DryRuns;

/// <summary>Records whose price is in usd as well, or only there.</summary>
public sealed class DryRunMappingTests
{
    private static readonly FieldMove s_move = new("usd", "current_price");

    [Test]
    public async Task What_would_be_mapped_is_counted_and_what_would_change_is_shown()
    {
        var difference = await RunAsync(
            rows: 100,
            Record("1", usd: null),
            Record("1", usd: "1"),
            Record("1", usd: "2.50"),
            Record(null, usd: "3")
        );

        Assert.That(
            (difference.Rows, difference.MappedNow, difference.MappedThen, difference.Changed),
            Is.EqualTo((4L, 3L, 4L, 2L))
        );
        Assert.That(
            difference.First,
            Is.EqualTo(
                (ChangedRow[])
                    [
                        new(3, "price 1, market cap 100, volume none", "price 2.50, market cap 100, volume none"),
                        new(4, difference.First[1].Now, "price 3, market cap 100, volume none"),
                    ]
            )
        );
        Assert.That(difference.First[1].Now, Does.StartWith("rejected: "));
    }

    [Test]
    public async Task The_last_rows_are_looked_at_and_ten_of_those_that_change_are_shown()
    {
        var difference = await RunAsync(rows: 15, [.. Enumerable.Repeat(Record("1", usd: "2"), 20)]);

        Assert.That((difference.Rows, difference.Changed), Is.EqualTo((15L, 15L)));
        Assert.That(difference.First.Select(row => row.RawId), Is.EqualTo(Enumerable.Range(6, 10)));
    }

    [Test]
    public async Task All_rows_are_looked_at_where_there_are_fewer()
    {
        var difference = await RunAsync(rows: 15, Record("1", usd: "1"));

        Assert.That((difference.Rows, difference.Changed, difference.First.Count), Is.EqualTo((1L, 0L, 0)));
    }

    private static string Record(string? price, string? usd) =>
        """{"id":"bitcoin","symbol":"btc","name":"Bitcoin","market_cap":100"""
        + (price is null ? "" : $",\"current_price\":{price}")
        + (usd is null ? "" : $",\"usd\":{usd}")
        + ""","last_updated":"2026-01-01T00:00:00Z"}""";

    private static async Task<MappingDifference> RunAsync(long rows, params string[] payloads)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddApplication();
        services.AddSingleton<IBronzeReader>(new Bronze(payloads));
        services.AddSingleton<SourceCatalog>();
        services.AddSingleton<ISource>(new ScriptedSource("coingecko"));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IMediator>().Send(new DryRunMapping("coingecko", [s_move], rows));
    }

    /// <summary>Rows with the ids 1, 2, …, in chunks of three.</summary>
    private sealed class Bronze(string[] payloads) : IBronzeReader
    {
        public Task<long> HighestIdAsync(string source, CancellationToken ct) => Task.FromResult((long)payloads.Length);

        public async IAsyncEnumerable<IReadOnlyList<RawRow>> ReadAsync(
            string source,
            long after,
            long upTo,
            [EnumeratorCancellation] CancellationToken ct
        )
        {
            await Task.Yield();
            var rows = payloads.Select(
                (payload, at) => new RawRow(at + 1, Guid.Empty, new StoredRecord(Encoding.UTF8.GetBytes(payload)))
            );
            foreach (var chunk in rows.Where(row => row.Id > after && row.Id <= upTo).Chunk(3))
                yield return chunk;
        }

        public IAsyncEnumerable<IReadOnlyList<RawRow>> ReadAsync(
            string source,
            IReadOnlyList<long> ids,
            CancellationToken ct
        ) => throw new NotSupportedException();
    }
}
