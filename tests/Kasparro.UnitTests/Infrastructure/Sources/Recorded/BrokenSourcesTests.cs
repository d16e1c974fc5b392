using Kasparro.Testing.Sources.Recordings;
using Kasparro.UnitTests.Infrastructure.Sources.Recorded.Broken;
using NUnit.Framework.Internal;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>
/// The checks are worth as much as the defects that they find: each is found by the check that names it.
/// </summary>
public sealed class BrokenSourcesTests
{
    private static readonly BrokenSource[] s_all =
    [
        .. BrokenStatements.All,
        .. BrokenMappings.All,
        .. BrokenFetches.All,
    ];

    [Test]
    public void There_are_many_and_no_two_are_alike() =>
        Assert.That(s_all.Select(broken => broken.Defect).ToArray(), Is.Unique.And.Length.GreaterThanOrEqualTo(60));

    [TestCaseSource(nameof(s_all))]
    public async Task A_defect_is_found_by_the_check_that_names_it(object broken)
    {
        var found = await ResultAsync((BrokenSource)broken);
        TestContext.Out.WriteLine(found?.Message);
        Assert.That(found, Is.InstanceOf<AssertionException>());
    }

    [Test]
    public void A_module_without_a_recording_fails_with_what_to_add()
    {
        using var isolated = new TestExecutionContext.IsolatedContext();
        Assert.That(
            () => RecordingFolder.Load(new Honest.MadeUpSource("forgotten", (api, _) => api)),
            Throws
                .InstanceOf<AssertionException>()
                .With.Message.Contains(
                    "'forgotten' has no tests/Kasparro.UnitTests/Recordings/forgotten/recording.json"
                )
                .And.Message.Contains("make record source=forgotten")
        );
    }

    [Test]
    public void Another_outcome_is_accepted_only_under_another_version()
    {
        var before = new Golden("x/1", new Dictionary<string, string>(), ["a is 1", "b is 2"]);

        Assert.That(
            () => Acceptance.Refuse(before, before with { Records = ["a is 1", "b is 2", "c is 3"] }),
            Throws.Nothing
        );
        Assert.That(
            () => Acceptance.Refuse(before, before with { Records = ["a is 7", "b is 2"], TransformVersion = "x/2" }),
            Throws.Nothing
        );
        using var isolated = new TestExecutionContext.IsolatedContext();
        Assert.That(
            () => Acceptance.Refuse(before, before with { Records = ["a is 7", "b is 2"] }),
            Throws.InstanceOf<AssertionException>().With.Message.Contains("raise the transform version")
        );
    }

    /// <summary>What a check says, without failing this test by it.</summary>
    private static async Task<Exception?> ResultAsync(BrokenSource broken)
    {
        using var isolated = new TestExecutionContext.IsolatedContext();
        try
        {
            await broken.Check(broken.Make());
            return null;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }
}
