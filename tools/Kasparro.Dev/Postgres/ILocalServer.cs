namespace Kasparro.Dev.Postgres;

/// <summary>The repository's own server: run by the machine's programs, or in a container.</summary>
internal interface ILocalServer
{
    /// <summary>Where its data is kept, in a sentence.</summary>
    string Place { get; }

    Task<bool> IsRunningAsync();

    /// <summary>Makes it if need be and starts it; a running one is left alone.</summary>
    /// <returns>The server as it is to be stored: another process may have taken its port.</returns>
    Task<StoredServer> StartAsync(Action<StoredServer> remember);

    /// <summary>Data is kept.</summary>
    Task StopAsync();

    Task DeleteAsync();
}
