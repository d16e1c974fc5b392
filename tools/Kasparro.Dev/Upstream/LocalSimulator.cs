using System.Globalization;
using Kasparro.Dev.Machine;
using Kasparro.Dev.Programs;
using Kasparro.Dev.Settings;

namespace Kasparro.Dev.Upstream;

/// <summary>
/// The simulator in the background. Its market stands still at the instant of the first demo, so that a second one
/// fetches the same rows again.
/// </summary>
internal sealed class LocalSimulator(
    BackgroundProgram program,
    string path,
    RepositoryFolders folders,
    TimeProvider time
)
{
    private const int StartAttempts = 150;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    public bool IsRunning => program.IsRunning;

    /// <summary>The folder of generated CSV files, where they were generated.</summary>
    public string CsvFolder => folders.InState("csv");

    private string InstantFile => folders.InState("simulated-at");

    /// <returns>The address of a running one, with a slash at the end.</returns>
    public async Task<string> StartAsync(CancellationToken ct)
    {
        if (!program.IsRunning)
            await program.StartAsync(new Dictionary<string, string>(), "--frozen", "--at", await InstantAsync());
        for (var attempt = 1; ; attempt++)
        {
            var log = await File.ReadAllLinesAsync(program.Log, ct);
            if (log.FirstOrDefault(line => line.StartsWith("http", StringComparison.Ordinal)) is { } address)
                return address;
            if (attempt == StartAttempts)
                throw new CannotContinueException($"The simulator did not start: {string.Join('\n', log)}");
            await Task.Delay(s_pause, ct);
        }
    }

    public Task StopAsync() => program.StopAsync();

    public async Task WriteCsvSamplesAsync()
    {
        if (Directory.Exists(CsvFolder))
            return;
        var next = $"{CsvFolder}.new";
        await ExternalProgram.RequireAsync(["dotnet", path, "--csv-out", next]);
        Directory.Move(next, CsvFolder);
        Terminal.Say($"The CSV files are generated samples, in {CsvFolder}.");
    }

    /// <summary>What the next demo may make again.</summary>
    public void Forget()
    {
        File.Delete(InstantFile);
        if (Directory.Exists(CsvFolder))
            Directory.Delete(CsvFolder, recursive: true);
    }

    private async Task<string> InstantAsync()
    {
        if (!File.Exists(InstantFile))
            await File.WriteAllTextAsync(
                InstantFile,
                time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm':00Z'", CultureInfo.InvariantCulture)
            );
        return (await File.ReadAllTextAsync(InstantFile)).Trim();
    }
}
