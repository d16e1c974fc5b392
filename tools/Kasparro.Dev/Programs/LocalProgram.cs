namespace Kasparro.Dev.Programs;

/// <summary>A program of the repository that is run here.</summary>
/// <param name="Project">The folder of its project, from the root.</param>
/// <param name="Sources">The folder whose files it is made of, from the root.</param>
internal sealed record LocalProgram(string Name, string Project, string Sources)
{
    public static LocalProgram EtlHost { get; } = new("Kasparro.EtlHost", "src/Kasparro.EtlHost", "src");

    public static LocalProgram WebApi { get; } = new("Kasparro.WebApi", "src/Kasparro.WebApi", "src");

    public static LocalProgram Simulator { get; } =
        new("Kasparro.Simulator", "tools/Kasparro.Simulator", "tools/Kasparro.Simulator");
}
