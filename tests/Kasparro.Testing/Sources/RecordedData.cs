using System.Text.Json;

namespace Kasparro.Testing.Sources;

/// <summary>
/// Real recorded responses, next to the repository where there are any; never inside it.
/// </summary>
public static class RecordedData
{
    /// <summary>Null where this machine has none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>
    /// The files of a pattern such as <c>coingecko/markets_*.json</c>. Ends the test as skipped where there are none.
    /// </summary>
    public static IReadOnlyList<string> Files(params string[] patterns)
    {
        if (Folder is null)
            Assert.Ignore("Recorded data is not on this machine (../shared/data from the repository's root).");
        var files = patterns
            .SelectMany(pattern => Directory.GetFiles(Folder!, pattern))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
            Assert.Ignore($"No recorded file matches {string.Join(", ", patterns)}.");
        return files;
    }

    /// <summary>The records of a recorded response; collectors wrapped some of them as <c>{"data":[…]}</c>.</summary>
    public static IReadOnlyList<string> Records(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var root =
            document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.GetProperty("data")
                : document.RootElement;
        return root.ValueKind == JsonValueKind.Array
            ? [.. root.EnumerateArray().Select(record => record.GetRawText())]
            : [];
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Kasparro.sln")))
                return
                    Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "data")) is var data
                    && Directory.Exists(data)
                    ? data
                    : null;
        return null;
    }
}
