using System.Security.Cryptography;
using System.Text;
using Kasparro.Dev.Machine;
using Kasparro.Dev.Settings;

namespace Kasparro.Dev.Postgres;

/// <summary>The database that local commands use: the one that the settings name, else the repository's own.</summary>
internal sealed class LocalDatabase(RepositoryFolders folders, LocalSettings settings)
{
    private const string Given = "DATABASE_URL or POSTGRES_* name a database";

    /// <summary>Whether it is ours to migrate, stop and delete.</summary>
    public bool IsOurs => !GivenDatabase.IsIn(settings);

    /// <summary>Makes sure that it runs and has the roles of its programs.</summary>
    /// <returns>Null where the settings name another.</returns>
    public async Task<SavedServer?> StartAsync()
    {
        if (!IsOurs)
        {
            Terminal.Say($"{Given}: that one is used, none is started.");
            return null;
        }

        var server = Load() ?? await CreateAsync();
        var started = await ServerOf(server).StartAsync(changed => changed.Save(folders.State));
        await LocalRoles.MakeAsync(ServerOf(started), started, folders);
        return started;
    }

    /// <exception cref="CannotContinueException">The settings name a database.</exception>
    public void RequireOurs()
    {
        if (!IsOurs)
            throw new CannotContinueException($"{Given}: it is not ours.");
    }

    /// <summary>Data is kept.</summary>
    public async Task StopAsync()
    {
        if (!IsOurs)
        {
            Terminal.Say($"{Given}: it is not ours to stop.");
        }
        else if (Load() is not { } saved || !await ServerOf(saved).IsRunningAsync())
        {
            Terminal.Say("PostgreSQL is not running.");
        }
        else
        {
            var server = ServerOf(saved);
            await server.StopAsync();
            Terminal.Say($"PostgreSQL stopped; its data is kept in {server.Place}.");
        }
    }

    /// <returns>Whether it runs; what is said of a database that was named is not asked of it.</returns>
    public async Task<bool> SayStatusAsync()
    {
        var isRunning = !IsOurs || (Load() is { } saved && await ServerOf(saved).IsRunningAsync());
        Terminal.Say(
            !IsOurs ? $"{Given}: that one is used."
            : isRunning ? $"PostgreSQL is running on 127.0.0.1, port {Load()!.Port}."
            : "PostgreSQL is not running."
        );
        return isRunning;
    }

    /// <returns>Where the data is that <see cref="DestroyAsync"/> deletes; null where there is none.</returns>
    /// <exception cref="CannotContinueException">The database is not ours.</exception>
    public string? WhatToDestroy() =>
        IsOurs
            ? Load() is { } saved
                ? ServerOf(saved).Place
                : null
            : throw new CannotContinueException($"{Given}: it is not ours to destroy.");

    public async Task DestroyAsync()
    {
        var server = ServerOf(Load()!);
        if (await server.IsRunningAsync())
            await server.StopAsync();
        await server.DeleteAsync();
        SavedServer.Forget(folders.State);
    }

    private SavedServer? Load() => SavedServer.Load(folders.State);

    private ILocalServer ServerOf(SavedServer server) =>
        server.InContainer ? new KeptContainer(server, $"kasparro-postgres-{Name()}") : new KeptCluster(server);

    private async Task<SavedServer> CreateAsync()
    {
        var programs = await PackageManager.FindOrInstallAsync();
        if (programs is null && !await DockerEngine.IsRunningAsync())
            throw new CannotContinueException(
                "No PostgreSQL: none is installed, the package manager could not install it, and no Docker engine "
                    + $"answers. Install PostgreSQL {ServerPrograms.OldestMajor} or newer "
                    + "(Debian: apt install postgresql; macOS: brew install postgresql@17), or set DATABASE_URL."
            );
        var server = SavedServer.Create(
            inContainer: programs is null,
            home: programs is null ? "" : await ChooseHomeAsync()
        );
        if (!server.InContainer)
            await new KeptCluster(server).AdoptAsync();
        server.Save(folders.State);
        return server;
    }

    /// <summary>In the repository, unless the server's user may not go there (a repository under /root).</summary>
    private async Task<string> ChooseHomeAsync()
    {
        var home = folders.InState("postgres");
        await ServerAccount.MakeFolderAsync(home);
        if (await ServerAccount.CanUseAsync(home))
            return home;

        Directory.Delete(home);
        home = $"/var/lib/kasparro/{Name()}";
        await ServerAccount.MakeFolderAsync(home);
        return home;
    }

    /// <summary>One for each checkout on this machine.</summary>
    private string Name() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folders.Root)))[..8];
}
