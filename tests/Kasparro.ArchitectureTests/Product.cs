using System.Reflection;

namespace Kasparro.ArchitectureTests;

/// <summary>What the rules are held against: the product's assemblies and its source text.</summary>
internal static class Product
{
    public static readonly Assembly Domain = typeof(Kasparro.Domain.MarketData.Observation).Assembly;
    public static readonly Assembly Application = typeof(Application.Mediation).Assembly;
    public static readonly Assembly Infrastructure = typeof(Infrastructure.InfrastructureRegistration).Assembly;
    public static readonly Assembly EtlHost = Assembly.Load("Kasparro.EtlHost");
    public static readonly Assembly WebApi = Assembly.Load("Kasparro.WebApi");
    public static readonly Assembly[] All = [Domain, Application, Infrastructure, EtlHost, WebApi];

    public static string Root { get; } = FindRoot();

    /// <summary>Types that people wrote.</summary>
    public static IEnumerable<Type> Types(params IEnumerable<Assembly> assemblies) =>
        assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type =>
                !type.Name.Contains('<') && type.Namespace?.StartsWith("Kasparro", StringComparison.Ordinal) == true
            );

    /// <summary>
    /// Files below a folder of the repository, without what a build made: path from the root, and text.
    /// </summary>
    public static IEnumerable<(string Path, string Text)> Files(string folder, string pattern) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file)
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        orderby path
        select (path, File.ReadAllText(file));

    /// <summary>A file of the repository, by its path from the root.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Kasparro.sln")))
            at = at.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return at.FullName;
    }
}
