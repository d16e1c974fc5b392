using Kasparro.Dev.Machine;
using Kasparro.Dev.Postgres;
using Kasparro.Dev.Programs;
using Kasparro.Dev.Settings;
using Kasparro.Dev.Upstream;

namespace Kasparro.Dev.Commands;

/// <summary>Everything that runs here, wired to this checkout and its settings.</summary>
internal sealed class LocalStack
{
    private LocalStack(RepositoryFolders folders, LocalSettings settings)
    {
        (Folders, Settings) = (folders, settings);
        Builder = new ProgramBuilder(folders);
        Database = new LocalDatabase(folders, settings);
        Api = new LocalApi(InBackground(LocalProgram.WebApi), folders, settings);
        Simulator = new LocalSimulator(
            InBackground(LocalProgram.Simulator),
            Builder.Path(LocalProgram.Simulator),
            folders,
            TimeProvider.System
        );
        Upstream = new UpstreamChoice(folders, settings, new UpstreamProbe());
    }

    public RepositoryFolders Folders { get; }

    public LocalSettings Settings { get; }

    public ProgramBuilder Builder { get; }

    public LocalDatabase Database { get; }

    public LocalApi Api { get; }

    public LocalSimulator Simulator { get; }

    public UpstreamChoice Upstream { get; }

    public static LocalStack Open()
    {
        var folders = RepositoryFolders.Find();
        Directory.CreateDirectory(folders.State);
        return new LocalStack(folders, LocalSettings.Read(folders));
    }

    /// <summary>Starts the database.</summary>
    public async Task<LocalEnvironment> StartDatabaseAsync() => new(Settings.OnlyInFile, await Database.StartAsync());

    /// <summary>Adds where the ETL fetches from: without a demo's choice the settings stay as they are, live.</summary>
    public async Task UseUpstreamAsync(Dictionary<string, string> environment, CancellationToken ct)
    {
        if (!Settings.Has("CSV_PATH") && Directory.Exists(Simulator.CsvFolder))
            environment["CSV_PATH"] = Simulator.CsvFolder;
        if (Upstream.Current != UpstreamKind.Simulated)
            return;

        await Builder.BuildAsync(LocalProgram.Simulator);
        var address = await Simulator.StartAsync(ct);
        Terminal.Say($"CoinGecko and CoinPaprika are SIMULATED: invented prices, served on {address.TrimEnd('/')}.");
        foreach (var (name, value) in UpstreamSettings.Simulated(address))
            environment[name] = value;
    }

    /// <returns>Its exit code.</returns>
    public Task<int> RunEtlAsync(
        IReadOnlyDictionary<string, string> environment,
        params IReadOnlyList<string> arguments
    ) =>
        ExternalProgram.RunAsync(
            ["dotnet", Builder.Path(LocalProgram.EtlHost), .. arguments],
            Folders.Root,
            environment
        );

    private BackgroundProgram InBackground(LocalProgram program) => new(program, Builder.Path(program), Folders);
}
