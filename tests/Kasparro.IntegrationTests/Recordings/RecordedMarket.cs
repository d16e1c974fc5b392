using Kasparro.Application.Ingestion;
using Kasparro.Application.Transformation;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Recordings;

/// <summary>
/// All recorded market data in one database, one run a file, each run followed by a transform: what the tests of this
/// folder look at.
/// </summary>
[SetUpFixture]
internal sealed class RecordedMarket
{
    private static readonly List<(MarketRecording Recording, IngestResult Ingest, TransformResult Transform)> s_runs =
    [];

    public static readonly string[] Sources = ["coingecko", "coinpaprika", "csv"];

    public static IReadOnlyList<MarketRecording> Recordings { get; private set; } = [];

    public static TestDatabase Database { get; private set; } = null!;

    public static RecordedUpstream Upstream { get; private set; } = null!;

    public static EtlProcess Process { get; private set; } = null!;

    public static IReadOnlyList<(MarketRecording Recording, IngestResult Ingest, TransformResult Transform)> Runs =>
        s_runs;

    /// <summary>Silver as it grew, file by file.</summary>
    public static string Silver { get; private set; } = "";

    [OneTimeSetUp]
    public async Task RunEveryFile()
    {
        Recordings = MarketRecording.All();
        Database = await TestDatabase.CreateAsync();
        Upstream = await RecordedUpstream.StartAsync();
        Process = EtlProcess.Configured(Database, Upstream.Settings);
        foreach (var recording in Recordings)
            s_runs.Add(
                (
                    recording,
                    await Upstream.IngestAsync(Process, recording),
                    await Process.TransformAsync(recording.Source)
                )
            );
        Silver = await SilverTables.ReadAsync(Database);
    }

    [OneTimeTearDown]
    public async Task StopAll()
    {
        if (Process is not null)
            await Process.DisposeAsync();
        if (Upstream is not null)
            await Upstream.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
    }
}
