using Kasparro.Dev.Machine;

namespace Kasparro.Dev.Postgres;

/// <summary>The repository's own server: run by the machine's programs, or in a container.</summary>
internal interface ILocalServer
{
    /// <summary>Where its data is kept, in a sentence.</summary>
    string Place { get; }

    Task<bool> IsRunningAsync();

    /// <summary>Makes it if need be and starts it; a running one is left alone.</summary>
    /// <returns>The server as it is to be saved: another process may have taken its port.</returns>
    Task<SavedServer> StartAsync(Action<SavedServer> save);

    /// <summary>Runs a script as the administrator.</summary>
    /// <param name="command">psql and its options; the connection is not among them.</param>
    /// <param name="script">What it reads.</param>
    /// <param name="environment">What the script takes from there.</param>
    Task<ProgramResult> RunPsqlAsync(
        IReadOnlyList<string> command,
        string script,
        IReadOnlyDictionary<string, string> environment
    );

    /// <summary>Data is kept.</summary>
    Task StopAsync();

    Task DeleteAsync();
}
