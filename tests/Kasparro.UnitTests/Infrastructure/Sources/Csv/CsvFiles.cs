using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

/// <summary>Files of a test in a folder of their own, and what the source makes of them.</summary>
internal sealed class CsvFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kasparro-csv-");

    private readonly List<string> _reasons = [];

    public string Folder => _folder.FullName;

    /// <summary>Why rows that were read were rejected, in their order.</summary>
    public IReadOnlyList<string> Reasons => _reasons;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Put(string name, string text) => Put(name, Encoding.UTF8.GetBytes(text));

    public string Put(string name, byte[] bytes)
    {
        var path = PathOf(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public Task<string[]> ReadAsync(string name, byte[] bytes, params (string Variable, string Value)[] settings) =>
        ReadAsync(Put(name, bytes), settings);

    public Task<string[]> ReadAsync(string name, string text, params (string Variable, string Value)[] settings) =>
        ReadAsync(Put(name, text), settings);

    /// <summary>
    /// Each row as <c>symbol name time price cap volume</c>, or the class of its failure; - for null. The id that it
    /// was stored under is that of the mapping, and a second mapping gives the same.
    /// </summary>
    public async Task<string[]> ReadAsync(string path, params (string Variable, string Value)[] settings)
    {
        var source = CsvProbe.Source(path, settings: settings);
        var rows = new List<string>();
        foreach (var (id, json) in await CsvProbe.ReadAllAsync(source))
        {
            var mapping = source.Map(Encoding.UTF8.GetBytes(json));
            Assert.That(source.Map(Encoding.UTF8.GetBytes(json)), Is.EqualTo(mapping));
            if (mapping is Mapping.Accepted { Observation: var row })
                Assert.That(row.SourceAssetId, Is.EqualTo(id));
            if (mapping is Mapping.Rejected { Reason: var reason })
                _reasons.Add(reason);
            rows.Add(Shown(mapping));
        }

        return [.. rows];
    }

    /// <summary>Why the file is refused as a whole, and what to do.</summary>
    public RunFailure Refusal(string name, string text, params (string Variable, string Value)[] settings) =>
        Refusal(Put(name, text), settings);

    public static RunFailure Refusal(string path, params (string Variable, string Value)[] settings) =>
        Assert
            .ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(CsvProbe.Source(path, settings: settings)))!
            .Failure;

    public static string Shown(Mapping mapping) =>
        mapping switch
        {
            Mapping.Accepted { Observation: var row } => string.Join(
                ' ',
                row.Symbol,
                row.Name,
                row.LastUpdated.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF"),
                row.PriceUsd.Text,
                row.MarketCapUsd?.Text ?? "-",
                row.Volume24hUsd?.Text ?? "-"
            ),
            Mapping.Rejected rejected => rejected.Kind.ToString(),
            _ => throw new AssertionException("no such mapping"),
        };

    public void Dispose() => _folder.Delete(recursive: true);
}
