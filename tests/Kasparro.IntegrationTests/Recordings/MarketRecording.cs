using System.Text;
using System.Text.Json;
using Kasparro.Testing.Sources;

namespace Kasparro.IntegrationTests.Recordings;

/// <summary>
/// One recorded answer or file of market data. What a collector wrapped around an answer is taken off here, not by the
/// product.
/// </summary>
internal sealed record MarketRecording(string Source, string Path)
{
    private static readonly (string Source, string[] Patterns)[] s_marketData =
    [
        (
            "coingecko",
            ["coingecko/markets_*.json", "coingecko/series_blockstate/*.json", "coingecko/series_currencycap/*.json"]
        ),
        ("coinpaprika", ["coinpaprika/tickers_*.json"]),
        // Without the two that say nowhere which coin they are about: CsvRecordedFilesTests.
        ("csv", ["csv/c*.csv", "csv/ohlcv/*.csv"]),
    ];

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The collector stored the server's error as if it were coins.</summary>
    public bool IsError => Name.EndsWith("_error429.json", StringComparison.Ordinal);

    /// <summary>By file name, which mixes the sources. Ends the test as skipped where there are none.</summary>
    public static IReadOnlyList<MarketRecording> All() =>
        [
            .. s_marketData
                .SelectMany(entry =>
                    RecordedData.Files(entry.Patterns).Select(file => new MarketRecording(entry.Source, file))
                )
                .OrderBy(recording => recording.Name, StringComparer.Ordinal),
        ];

    public static MarketRecording Named(string name) => All().Single(recording => recording.Name == name);

    /// <summary>What the source's server, or disk, gave.</summary>
    public byte[] Body()
    {
        var bytes = File.ReadAllBytes(Path);
        if (Source == "csv")
            return bytes;
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? bytes
            : Encoding.UTF8.GetBytes(document.RootElement.GetProperty("data").GetRawText());
    }

    public IReadOnlyList<RecordText> Records()
    {
        if (IsError)
            return [];
        if (Source == "csv")
            return [.. CsvText.Records(Encoding.UTF8.GetString(Body()))];
        using var document = JsonDocument.Parse(Body());
        return
        [
            .. document
                .RootElement.EnumerateArray()
                .Select(record => RecordText.Of(record.GetProperty("id").GetString()!, record.GetRawText())),
        ];
    }
}
