using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kasparro.Dev.Programs;

/// <summary>A text that changes when a source file is added, removed, changed or moved.</summary>
internal static class SourceFingerprint
{
    /// <summary>What every project is built with.</summary>
    private static readonly string[] s_common =
    [
        "Directory.Build.props",
        "Directory.Packages.props",
        "global.json",
        ".editorconfig",
        "BannedSymbols.txt",
    ];

    private static readonly string[] s_built = ["bin", "obj"];

    /// <param name="folder">From the root.</param>
    public static string Of(string root, string folder)
    {
        var text = new StringBuilder();
        var files = Below(new DirectoryInfo(Path.Combine(root, folder)))
            .Concat(s_common.Select(name => new FileInfo(Path.Combine(root, name))))
            .Where(file => file.Exists)
            .OrderBy(file => file.FullName, StringComparer.Ordinal);
        foreach (var file in files)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Path.GetRelativePath(root, file.FullName)}|{file.Length}|{file.LastWriteTimeUtc.Ticks}\n"
            );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) =>
        folder
            .EnumerateFiles()
            .Concat(folder.EnumerateDirectories().Where(below => !s_built.Contains(below.Name)).SelectMany(Below));
}
