using System.Text;
using Kasparro.Infrastructure.Sources.Csv.Layouts;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Layouts;

/// <summary>What one look at a file shows, however long it is and in whatever pieces it comes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvHeadTests : IDisposable
{
    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Test]
    public async Task Lines_that_come_byte_by_byte_are_seen_as_they_are()
    {
        await using var content = CsvProbe.Content(new Trickle("Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2\n"));

        var head = await CsvHead.ReadAsync(content, CancellationToken.None);

        Assert.That(head.Lines, Is.EqualTo(new[] { "Symbol,Name,Date,Close", "BTC,Bitcoin,2020-01-01,2" }));
    }

    /// <summary>Beyond the beginning of a file that is looked at for its header.</summary>
    [TestCase(",", "\"7,126\"")]
    [TestCase("\t", "7,126")]
    [TestCase("|", "7,126")]
    public async Task A_comma_in_a_number_is_seen_at_the_end_of_a_long_file(string separator, string number)
    {
        var csv = new StringBuilder("Symbol,Name,Date,Close\n");
        for (var row = 0; row < 5_000; row++)
            csv.Append("BTC,Bitcoin,2020-01-01,8.5\n");
        csv.Append("BTC,Bitcoin,2020-01-02,");

        var rows = await _files.ReadAsync("prices.csv", csv.Replace(",", separator) + $"{number}\n");

        Assert.That(rows[^1], Is.EqualTo("BTC Bitcoin 2020-01-02T00:00:00 7126 - -"), "the other rows have points");
    }

    private sealed class Trickle(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
