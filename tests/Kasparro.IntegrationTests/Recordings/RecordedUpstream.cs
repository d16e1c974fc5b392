using Kasparro.Application.Ingestion;
using Kasparro.Simulator;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Recordings;

/// <summary>Both APIs and a folder of CSV files, whose content is whichever recording was put there last.</summary>
internal sealed class RecordedUpstream : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly UpstreamSimulator _simulator;

    private RecordedUpstream(DirectoryInfo folder, UpstreamSimulator simulator) =>
        (_folder, _simulator) = (folder, simulator);

    public Dictionary<string, string?> Settings =>
        new()
        {
            ["COINGECKO_BASE_URL"] = _simulator.CoinGeckoUrl.ToString(),
            ["COINGECKO_MIN_INTERVAL"] = "0s",
            ["COINGECKO_MAX_RETRIES"] = "0",
            ["COINGECKO_MAX_PAGES"] = "0",
            ["COINPAPRIKA_BASE_URL"] = _simulator.CoinPaprikaUrl.ToString(),
            ["COINPAPRIKA_MIN_INTERVAL"] = "0s",
            ["COINPAPRIKA_MAX_RETRIES"] = "0",
            ["CSV_PATH"] = PathOf("csv"),
            ["CSV_DATE_ORDER"] = "mdy",
        };

    public static async Task<RecordedUpstream> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kasparro-recordings-");
        foreach (var source in (string[])["coingecko", "coinpaprika", "csv"])
            folder.CreateSubdirectory(source);
        // The simulator looks for its files once and reads them at each request.
        foreach (var source in (string[])["coingecko", "coinpaprika"])
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, source, "answer.json"), "[]");
        return new RecordedUpstream(
            folder,
            await UpstreamSimulator.StartAsync(new SimulatorOptions { Replay = folder.FullName })
        );
    }

    public Task<IngestResult> IngestAsync(EtlProcess process, MarketRecording recording)
    {
        if (recording.Source == "csv")
            ServeCsv(recording.Name, recording.Body());
        else
            File.WriteAllBytes(Path.Combine(PathOf(recording.Source), "answer.json"), recording.Body());
        // Recordings of different lists follow each other here.
        return process.IngestAsync(recording.Source, acceptsFewer: true);
    }

    public void ServeCsv(string name, byte[] content)
    {
        foreach (var earlier in Directory.GetFiles(PathOf("csv")))
            File.Delete(earlier);
        File.WriteAllBytes(Path.Combine(PathOf("csv"), name), content);
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string source) => Path.Combine(_folder.FullName, source);
}
