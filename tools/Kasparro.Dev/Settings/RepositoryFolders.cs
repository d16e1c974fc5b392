namespace Kasparro.Dev.Settings;

/// <summary>Where things are in this checkout.</summary>
internal sealed record RepositoryFolders(string Root)
{
    /// <summary>What is kept between two commands: data, ports, passwords, process ids, logs. Not in Git.</summary>
    public string State => Path.Combine(Root, ".kasparro");

    public string Programs => Path.Combine(State, "programs");

    public string InState(string name) => Path.Combine(State, name);

    /// <summary>The checkout that this tool was built from.</summary>
    public static RepositoryFolders Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Kasparro.sln")))
                return new RepositoryFolders(at.FullName);
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not in a checkout of the repository.");
    }
}
