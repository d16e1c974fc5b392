using System.Globalization;
using System.Text;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Drift;

public sealed class ScaleShiftTests
{
    [TestCase("0:10", "2:5", true)]
    [TestCase("0:10", "1:5 2:5", true, Description = "one and a half powers of ten between the medians")]
    [TestCase("0:10", "1:9", false)]
    [TestCase("2:10", "0:5", true, Description = "smaller")]
    [TestCase("-3:10", "-3:10", false)]
    [TestCase("0:10", "2:4", false, Description = "too few numbers")]
    [TestCase("0:10", "2:3 3:2", true)]
    [TestCase("", "2:10", false)]
    public void Ids_are_compared_where_medians_are_far_from_each_other(string before, string now, bool isCandidate) =>
        Assert.That(ScaleShift.IsCandidate(Decades(before), Decades(now)), Is.EqualTo(isCandidate));

    [Test]
    public void A_path_that_was_not_there_has_no_scale_to_differ_from() =>
        Assert.That(ScaleShift.IsCandidate(before: null, Decades("2:10")), Is.False);

    [TestCase(5, 1_000, 0, 1, "10^3")]
    [TestCase(4, 1_000, 0, 1, null, Description = "too few")]
    [TestCase(9, 1_000, 1, 1, "10^3")]
    [TestCase(8, 1_000, 2, 1, null, Description = "no more than four fifths")]
    [TestCase(9, 0.001, 1, 1_000, "10^-3", Description = "one that went the other way")]
    [TestCase(4, 0.001, 1, 1_000, null)]
    [TestCase(10, 80, 0, 1, "10^2", Description = "the market fell meanwhile")]
    [TestCase(10, 79, 0, 1, null)]
    public void It_is_another_scale_where_nearly_all_ids_moved_together(
        int ids,
        double factor,
        int others,
        double otherFactor,
        string? to
    )
    {
        var change = ScaleShift.Of("price", [.. Pairs(ids, factor), .. Pairs(others, otherFactor)], Severity.Critical);

        Assert.That((change?.From, change?.To), Is.EqualTo((to is null ? null : "10^0", to)));
    }

    private static IEnumerable<RecordPair> Pairs(int count, double factor) =>
        Enumerable.Range(1, count).Select(id => new RecordPair(Record(id), Record(id * factor)));

    private static ReadOnlyMemory<byte> Record(double price) =>
        Encoding.UTF8.GetBytes($$"""{"price":{{price.ToString("R", CultureInfo.InvariantCulture)}}}""");

    private static PathCounts Decades(string decades) =>
        new()
        {
            Decades = new(
                decades
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(decade => decade.Split(':'))
                    .ToDictionary(
                        decade => int.Parse(decade[0], CultureInfo.InvariantCulture),
                        decade => long.Parse(decade[1], CultureInfo.InvariantCulture)
                    )
            ),
        };
}
