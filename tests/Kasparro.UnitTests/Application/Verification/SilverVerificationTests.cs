using Kasparro.Application.Verification;

namespace Kasparro.UnitTests.Application.Verification;

public sealed class SilverVerificationTests
{
    [TestCase("a", "a", 0, true)]
    [TestCase("a", "b", 0, false)]
    [TestCase("a", "a", 1, false)]
    [TestCase("a", "b", 1, false)]
    public void Rebuilt_market_data_matches_where_neither_its_digest_nor_a_row_differs(
        string digest,
        string rebuilt,
        long differences,
        bool matches
    ) =>
        Assert.That(
            new SilverVerification(digest, rebuilt, Rows: 1, new Dictionary<string, long>(), differences, []).Matches,
            Is.EqualTo(matches)
        );
}
