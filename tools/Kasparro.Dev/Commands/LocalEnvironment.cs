using Kasparro.Dev.Postgres;

namespace Kasparro.Dev.Commands;

/// <summary>What programs need on top of our environment.</summary>
/// <param name="Settings">From the file.</param>
/// <param name="Server">The repository's own; null where the settings name a database.</param>
internal sealed record LocalEnvironment(IReadOnlyDictionary<string, string> Settings, SavedServer? Server)
{
    /// <summary>A new one, of a program that is this role in the repository's own database.</summary>
    public Dictionary<string, string> As(DatabaseRole role)
    {
        var environment = new Dictionary<string, string>(Settings);
        if (Server is not null)
            environment["DATABASE_URL"] = Server.UrlOf(role);
        return environment;
    }
}
