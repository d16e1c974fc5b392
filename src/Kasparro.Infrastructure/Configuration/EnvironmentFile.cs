using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>
/// Settings in a file <c>.env</c>, for local use. One reader for every program, so that none sees a setting that
/// another one misses.
/// </summary>
public static class EnvironmentFile
{
    private const string FileName = ".env";

    /// <summary>Marks the folder beyond which no <c>.env</c> is meant for this product.</summary>
    private const string RootMarker = "Kasparro.sln";

    /// <summary>Adds the nearest <c>.env</c> beneath all other sources: the environment wins.</summary>
    /// <exception cref="ConfigurationException">The file exists and cannot be read.</exception>
    public static IConfigurationBuilder AddEnvironmentFile(this IConfigurationBuilder builder)
    {
        if (Find(Directory.GetCurrentDirectory()) is not { } path)
            return builder;

        builder.Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                // Two underscores mean what they mean in the environment.
                InitialData = Read(path)
                    .Select(setting =>
                        KeyValuePair.Create(
                            setting.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
                            (string?)setting.Value
                        )
                    ),
            }
        );
        return builder;
    }

    /// <summary>
    /// The file of this folder, or inside a checkout of the product that of the nearest folder above; null where there
    /// is none.
    /// </summary>
    public static string? Find(string folder)
    {
        if (Own(folder) is { } own)
            return own;

        string? nearest = null;
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            nearest ??= Own(above.FullName);
            if (File.Exists(Path.Combine(above.FullName, RootMarker)))
                return nearest;
        }

        return null;
    }

    /// <summary>Names, in any case, and values. The last line that names a setting wins.</summary>
    /// <exception cref="ConfigurationException">
    /// The file or some of its lines cannot be read. Names the lines without repeating them: they may hold secrets.
    /// </exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var problems = new List<string>();
        foreach (var (index, line) in Lines(path).Index())
        {
            if (EnvironmentLine.IsBlank(line))
                continue;
            if (EnvironmentLine.TryRead(line, out var name, out var value, out var problem))
                settings[name] = value;
            else
                problems.Add($"{path} line {index + 1} {problem}");
        }

        return problems.Count == 0 ? settings : throw new ConfigurationException(problems);
    }

    private static string? Own(string folder) =>
        Path.Combine(folder, FileName) is var path && Path.Exists(path) ? path : null;

    private static string[] Lines(string path)
    {
        try
        {
            // A byte order mark wins over the encoding, so UTF-16 as Notepad saves it is read as well.
            return File.ReadAllLines(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            throw new ConfigurationException([$"{path} is not UTF-8 text. Save it as UTF-8"]);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([
                Directory.Exists(path)
                    ? $"{path} is a folder, and a file with settings is expected there. Rename or remove the folder"
                    : $"{path} cannot be read: {reason.Message} Grant this user read access, or remove the file",
            ]);
        }
    }
}
