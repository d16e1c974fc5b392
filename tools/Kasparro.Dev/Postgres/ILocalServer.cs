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

    /// <summary>Data is kept.</summary>
    Task StopAsync();

    Task DeleteAsync();
}
