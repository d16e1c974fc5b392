using System.Security.Cryptography;
using System.Text;
using Kasparro.Domain.Bronze;

namespace Kasparro.UnitTests.Domain.Bronze;

public sealed class RunDigestTests
{
    /// <summary>Stored in every database. Worked out with sha256sum.</summary>
    [Test]
    public void The_first_chunk_is_hashed_alone() =>
        Assert.That(
            RunDigest.Of(previous: null, "rows"u8),
            Is.EqualTo("bc51e9e65d79e1c90ba544ab2eae1044ccdf8c1af7a559ba375cba4276f7d99e")
        );

    [Test]
    public void Each_chunk_is_hashed_behind_the_digest_of_those_before_it()
    {
        var first = RunDigest.Of(previous: null, "one"u8);
        byte[] chained = [.. SHA256.HashData(Encoding.UTF8.GetBytes("one")), .. "two"u8];

        Assert.That(RunDigest.Of(first, "two"u8), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(chained))));
        Assert.That(RunDigest.Of(RunDigest.Of(null, "two"u8), "one"u8), Is.Not.EqualTo(RunDigest.Of(first, "two"u8)));
    }
}
