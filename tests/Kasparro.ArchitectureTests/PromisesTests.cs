using System.Globalization;
using System.Text.RegularExpressions;

namespace Kasparro.ArchitectureTests;

/// <summary>docs/promises.md lists the promises that are kept, each with the tests that prove it.</summary>
public sealed partial class PromisesTests
{
    private static readonly ILookup<int, string> s_tests = TaggedTests.Of("Promise");

    private static readonly (int Number, string Tests)[] s_promises =
    [
        .. TaggedTests
            .Entries("docs/promises.md", Heading(), s_tests)
            .Select(match => (Number(match.Groups["number"].Value), match.Groups["tests"].Value)),
    ];

    private static readonly int[] s_numbers = [.. s_promises.Select(promise => promise.Number)];

    /// <summary>Numbers are permanent: one that is planned keeps its own.</summary>
    [Test]
    public void Promises_are_numbered_from_1_and_a_gap_is_one_that_is_planned()
    {
        var planned = Planned()
            .Matches(Product.Text("docs/promises.md"))
            .Select(match => Number(match.Groups["number"].Value));
        var all = s_numbers.Concat(planned).Order().ToList();

        Assert.That(s_numbers, Is.Ordered.And.Length.GreaterThanOrEqualTo(16));
        Assert.That(all, Is.EqualTo(Enumerable.Range(1, all.Count)));
    }

    [TestCaseSource(nameof(s_numbers))]
    public void The_page_lists_exactly_the_tests_of_a_promise(int number)
    {
        Assert.That(s_tests[number], Is.Not.Empty, $"no test has [Promise({number})]");
        Assert.That(
            s_promises.Single(promise => promise.Number == number).Tests,
            Is.EqualTo(TaggedTests.Listed(s_tests[number])),
            $"docs/promises.md, promise {number}"
        );
    }

    [Test]
    public void No_test_names_a_promise_that_the_page_does_not_have() =>
        Assert.That(s_tests.Select(tests => tests.Key), Is.SubsetOf(s_numbers));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A numbered title, the promise in full, and the line with its tests, before the next heading.</summary>
    [GeneratedRegex(@"^## (?<number>\d+)\. \S.*\n(?:(?!#).*\n)*?Tests: (?<tests>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^- \*\*(?<number>\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex Planned();
}
