using System.Globalization;
using System.Text.RegularExpressions;

namespace Kasparro.ArchitectureTests;

/// <summary>
/// Which test classes carry a numbered attribute, such as [Promise(8)] or [EdgeCase(15)]. The source of all test
/// projects is read, because no project refers to all others.
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

    /// <summary>
    /// The entries of a page that lists them. With KASPARRO_ACCEPT_DOCUMENTS=1 the page's lists are written first.
    /// </summary>
    /// <param name="entry">Finds an entry: its groups are named number and tests.</param>
    public static MatchCollection Entries(string page, Regex entry, ILookup<int, string> tests)
    {
        var text = Product.Text(page);
        if (Environment.GetEnvironmentVariable("KASPARRO_ACCEPT_DOCUMENTS") != "1")
            return entry.Matches(text);

        var accepted = entry.Replace(text, found => WithTests(found, tests));
        File.WriteAllText(Path.Combine(Product.Root, page), accepted);
        return entry.Matches(accepted);
    }

    /// <summary>As a page lists them.</summary>
    public static string Listed(IEnumerable<string> classes) => string.Join(", ", classes.Select(name => $"`{name}`"));

    private static string WithTests(Match entry, ILookup<int, string> tests)
    {
        var list = entry.Groups["tests"];
        var number = int.Parse(entry.Groups["number"].Value, CultureInfo.InvariantCulture);
        var at = list.Index - entry.Index;
        return tests[number].Any()
            ? entry.Value[..at] + Listed(tests[number]) + entry.Value[(at + list.Length)..]
            : entry.Value;
    }

    [GeneratedRegex("""\b(?<name>[A-Z]\w+)(?:\(|", )(?<number>\d+)\)""")]
    private static partial Regex Tag();
}
