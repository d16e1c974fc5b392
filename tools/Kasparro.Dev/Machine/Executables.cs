namespace Kasparro.Dev.Machine;

/// <summary>Programs on the PATH.</summary>
internal static class Executables
{
    public static IReadOnlyList<string> Path { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);

    public static bool Has(string name) => Path.Any(folder => File.Exists(System.IO.Path.Combine(folder, name)));
}
