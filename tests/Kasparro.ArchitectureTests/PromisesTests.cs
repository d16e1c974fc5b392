using System.Text.RegularExpressions;

namespace Kasparro.ArchitectureTests;

/// <summary>Each promise of the product is held by a test that says so.</summary>
public sealed partial class PromisesTests
{
    private static readonly ILookup<int, string> s_tests = (
        from file in Product.Files("tests", "*Tests.cs").Concat(Product.Files("tests/Kasparro.Testing", "*Contract.cs"))
        from Match promise in Promise().Matches(file.Text)
        select (
            Number: int.Parse(promise.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture),
            file.Path
        )
    ).ToLookup(pair => pair.Number, pair => pair.Path);

    [Test]
    public void Every_promise_has_a_test([Range(1, 16)] int number) => Assert.That(s_tests[number], Is.Not.Empty);

    [Test]
    public void No_test_names_a_promise_that_was_not_given() =>
        Assert.That(s_tests.Select(promise => promise.Key), Has.All.InRange(1, 16));

    [GeneratedRegex(@"\bPromise\((\d+)\)")]
    private static partial Regex Promise();
}
