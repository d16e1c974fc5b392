using Kasparro.Domain.RunChecks;
using Kasparro.Infrastructure.Postgres.Bronze;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Bronze;

public sealed class SeenAssetsTests
{
    [Test]
    public void Assets_are_kept_up_to_the_limit_and_none_beyond_it()
    {
        var seen = new SeenAssets();
        var next = 0;
        // Two ids may have one fingerprint, so ids are not counted.
        while (seen.Count < AssetFingerprints.MaxCount)
            seen.Add($"coin-{next++}");
        Assert.That(
            (seen.Count, seen.Fingerprints?.Count),
            Is.EqualTo(((long?)AssetFingerprints.MaxCount, (int?)AssetFingerprints.MaxCount))
        );

        for (var more = 0; more < 10; more++)
            seen.Add($"coin-{next++}");
        seen.Add("coin-0");

        Assert.That((seen.Count, seen.Fingerprints), Is.EqualTo(((long?)null, (AssetFingerprints?)null)));
    }
}
