using Kasparro.Dev.Machine;
using Kasparro.Dev.Settings;

namespace Kasparro.Dev.Postgres;

/// <summary>Makes the three roles, as they are made in production: by the same script.</summary>
internal static class LocalRoles
{
    private const string Psql = "psql";

    /// <summary>Also on a server that has data of before there were roles; again, it changes nothing.</summary>
    public static async Task MakeAsync(ILocalServer server, SavedServer started, RepositoryFolders folders)
    {
        var script = await File.ReadAllTextAsync(Path.Combine(folders.Root, "deploy", "sql", "database_roles.sql"));
        var passwords = Enum.GetValues<DatabaseRole>()
            .ToDictionary(role => $"{role.ToString().ToUpperInvariant()}_PASSWORD", started.PasswordOf);
        var made = await server.RunPsqlAsync([Psql, "--no-psqlrc", "--quiet", "--file=-"], script, passwords);
        if (!made.Succeeded)
            throw new CannotContinueException($"{made.Text}\nThe roles of the database could not be made.");
    }
}
