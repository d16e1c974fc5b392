using System.Globalization;
using System.Text.RegularExpressions;

namespace Kasparro.ArchitectureTests;

/// <summary>docs/edge-cases.md lists what real data contains, each case with the tests of its handling.</summary>
public sealed partial class EdgeCasesTests
{
    private static readonly ILookup<int, string> s_tests = TaggedTests.Of("EdgeCase");

    private static readonly (int Number, string Tests)[] s_cases =
    [
        .. TaggedTests
            .Entries("docs/edge-cases.md", Row(), s_tests)
            .Select(row =>
                (int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture), row.Groups["tests"].Value)
            ),
    ];

    private static readonly int[] s_numbers = [.. s_cases.Select(row => row.Number)];

    [Test]
    public void Cases_are_numbered_from_1_without_gaps() =>
        Assert.That(s_numbers, Is.EqualTo(Enumerable.Range(1, s_numbers.Length)).And.Length.GreaterThanOrEqualTo(50));

    /// <summary>A case that no record can show says so, and why.</summary>
    [TestCaseSource(nameof(s_numbers))]
    public void The_page_lists_exactly_the_tests_of_a_case(int number) =>
        Assert.That(
            s_cases.Single(row => row.Number == number).Tests,
            s_tests[number].Any() ? Is.EqualTo(TaggedTests.Listed(s_tests[number])) : Does.Match("^none: .{10,}"),
            $"docs/edge-cases.md, case {number}"
        );

    [Test]
    public void No_test_names_a_case_that_the_page_does_not_have() =>
        Assert.That(s_tests.Select(tests => tests.Key), Is.SubsetOf(s_numbers));

    [GeneratedRegex(@"^\| (?<number>\d+) \|.*\| (?<tests>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
