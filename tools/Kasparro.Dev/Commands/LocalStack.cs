using Kasparro.Dev.Machine;
using Kasparro.Dev.Postgres;
using Kasparro.Dev.Programs;
using Kasparro.Dev.Settings;
using Kasparro.Dev.Upstream;
using Kasparro.Infrastructure.Sources;

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
        EnableOnlySimulated(environment, says: true);
        if (Upstream.Current != UpstreamKind.Simulated)
            return;

        await Builder.BuildAsync(LocalProgram.Simulator);
        var address = await Simulator.StartAsync(ct);
        Terminal.Say($"CoinGecko and CoinPaprika are SIMULATED: invented prices, served on {address.TrimEnd('/')}.");
        foreach (var (name, value) in UpstreamSettings.Simulated(address))
            environment[name] = value;
    }

    /// <summary>Starts the API, which expects runs of the sources that take part here.</summary>
    /// <returns>Its address.</returns>
    public Task<string> StartApiAsync(LocalEnvironment environment, CancellationToken ct)
    {
        var settings = environment.As(DatabaseRole.Api);
        EnableOnlySimulated(settings, says: false);
        return Api.StartAsync(settings, ct);
    }

    /// <summary>Where prices are invented, sources that would fetch real ones are off.</summary>
    private void EnableOnlySimulated(Dictionary<string, string> environment, bool says)
    {
        var isSimulated = Upstream.Current == UpstreamKind.Simulated;
        if (!isSimulated && !SimulatedSources.AreGiven(Settings))
            return;

        var addresses = isSimulated ? UpstreamSettings.Simulated("") : new Dictionary<string, string>();
        var sources = SimulatedSources.Divide(Settings, addresses);
        if (!sources[false].Any())
            return;
        if (!sources[true].Any())
            throw new CannotContinueException(
                $"No simulator stands for {string.Join(", ", sources[false])}, and prices here are simulated. "
                    + "To fetch real ones: make destroy-data, and no *_BASE_URL on this machine."
            );
        if (says)
            Terminal.Say(
                $"Off, because no simulator stands for it: {string.Join(", ", sources[false])}. "
                    + "Real and simulated prices never go into one database."
            );
        environment[SourceSettings.Variable] = string.Join(',', sources[true]);
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
