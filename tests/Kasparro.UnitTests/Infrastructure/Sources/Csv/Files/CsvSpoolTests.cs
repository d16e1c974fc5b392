using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Csv.Files;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>A run reads, unpacks and downloads as much as it may, and no more.</summary>
public sealed class CsvSpoolTests
{
    private const int Limit = 300_000;

    [Test]
    public async Task A_file_as_large_as_the_limit_is_kept_whole()
    {
        await using var spool = await WriteAsync(new MemoryStream(new byte[Limit]), new FetchMetrics());

        await using var kept = spool.OpenBytes();
        Assert.That(kept.Length, Is.EqualTo(Limit));
    }

    [TestCase(Limit + 1, 0)]
    [TestCase(10 * Limit, 0)]
    [TestCase(Limit, 1, Description = "after another file of the run")]
    public void A_file_beyond_the_limit_is_given_up_as_soon_as_it_is_reached(int size, long read)
    {
        var metrics = new FetchMetrics();
        metrics.CountBytes(read);
        using var bytes = new MemoryStream(new byte[size]);

        var failure = Assert.ThrowsAsync<SourceException>(() => WriteAsync(bytes, metrics))!.Failure;

        Assert.That(failure.Class, Is.EqualTo(FailureClass.Data));
        Assert.That(failure.Sentence, Does.EndWith("the run would read more than 300000 bytes."));
        Assert.That(bytes.Position, Is.LessThan(2 * Limit));
    }

    private static Task<CsvSpool> WriteAsync(Stream bytes, FetchMetrics metrics)
    {
        var reading = new CsvReading(metrics, Limit, TimeProvider.System);
        var content = new CsvContent(bytes, "prices.csv", FailureClass.System, reading);
        return CsvSpool.WriteAsync("prices.csv", content, reading, CancellationToken.None);
    }
}
