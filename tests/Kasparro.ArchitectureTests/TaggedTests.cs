using System.Globalization;
using System.Text.RegularExpressions;

namespace Kasparro.ArchitectureTests;

/// <summary>
/// Which test classes carry a numbered attribute, such as [Promise(8)] or [EdgeCase(15)]. The source of all test projects
/// is read, because no project refers to all others.
/// </summary>
internal static partial class TaggedTests
{
    /// <summary>The names of the classes, by number, in ordinal order.</summary>
    public static ILookup<int, string> Of(string attribute) =>
        (
            from file in Product.Files("tests", "*.cs")
            from line in file.Text.Split('\n')
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from Match tag in Tag().Matches(line)
            where tag.Groups["name"].Value == attribute
            select (
                Number: int.Parse(tag.Groups["number"].Value, CultureInfo.InvariantCulture),
                Class: Path.GetFileNameWithoutExtension(file.Path)
            )
        )
            .Distinct()
            .OrderBy(tag => tag.Class, StringComparer.Ordinal)
            .ToLookup(tag => tag.Number, tag => tag.Class);

    /// <summary>As a page lists them.</summary>
    public static string Listed(IEnumerable<string> classes) => string.Join(", ", classes.Select(name => $"`{name}`"));

    [GeneratedRegex("""\b(?<name>[A-Z]\w+)(?:\(|", )(?<number>\d+)\)""")]
    private static partial Regex Tag();
}
