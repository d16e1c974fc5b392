using Kasparro.Dev.Machine;
using Kasparro.Infrastructure.Configuration;

namespace Kasparro.Dev.Settings;

/// <summary>
/// Settings of the programs as they will see them: the environment, else the repository's .env. A variable that is set
/// to nothing is set: <c>DATABASE_URL= make up</c> uses a local database whatever .env says.
/// </summary>
internal sealed class LocalSettings(Func<string, string?> environment, IReadOnlyDictionary<string, string> file)
{
    /// <summary>As the programs end with it.</summary>
    private const int BadConfiguration = 2;

    public static LocalSettings Read(RepositoryFolders folders) =>
        new(Environment.GetEnvironmentVariable, ReadFile(Path.Combine(folders.Root, ".env")));

    /// <summary>What .env adds to the environment: programs started here are given it.</summary>
    public IReadOnlyDictionary<string, string> OnlyInFile { get; } =
        file.Where(line => environment(line.Key) is null).ToDictionary();

    /// <returns>Null where it is not set, or set to nothing.</returns>
    public string? Find(string name) =>
        (environment(name) ?? file.GetValueOrDefault(name)) is { Length: > 0 } value ? value : null;

    public bool Has(string name) => Find(name) is not null;

    private static IReadOnlyDictionary<string, string> ReadFile(string path)
    {
        try
        {
            return Path.Exists(path) ? EnvironmentFile.Read(path) : new Dictionary<string, string>();
        }
        catch (ConfigurationException unreadable)
        {
            throw new CannotContinueException(unreadable.Message, BadConfiguration);
        }
    }
}
