using System.Globalization;
using System.Text.RegularExpressions;

namespace Kasparro.IntegrationTests.EdgeCases;

/// <summary>
/// Every numbered edge case has a test that names it. The sources of all test projects are read, because no project
/// refers to all others.
/// </summary>
public sealed partial class EdgeCaseCoverageTests
{
    /// <summary>What no payload can contain, and why.</summary>
    private static readonly Dictionary<int, string> s_withoutPayload = new()
    {
        [33] = "It measures how good keys are, against contract addresses that no record carries.",
    };

    [Test]
    public void Every_edge_case_that_a_payload_can_contain_has_a_test()
    {
        var tagged = Directory
            .EnumerateFiles(TestsFolder(), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            )
            .SelectMany(File.ReadLines)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => Tag().Matches(line))
            .Select(tag => int.Parse(tag.Groups["number"].Value, CultureInfo.InvariantCulture))
            .ToHashSet();

        Assert.That(
            Enumerable.Range(1, 50).Except(tagged).Except(s_withoutPayload.Keys),
            Is.Empty,
            "edge cases without a test"
        );
        Assert.That(tagged.Where(number => number is < 1 or > 50), Is.Empty, "numbers that are no edge case");
    }

    private static string TestsFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Kasparro.sln")))
                return Path.Combine(at.FullName, "tests");
        throw new DirectoryNotFoundException("The tests run outside of the repository.");
    }

    [GeneratedRegex("""EdgeCase(?:\(|", )(?<number>\d+)\)""")]
    private static partial Regex Tag();
}
