using Kasparro.Domain.Assets;

namespace Kasparro.UnitTests.Domain.Assets;

public sealed class UuidV5Tests
{
    private static readonly Guid s_dns = new("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    /// <summary>RFC 9562, appendix A.4, and a name outside ASCII (worked out with Python's uuid).</summary>
    [TestCase("www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2")]
    [TestCase("münchen", "37608919-e187-5d6b-894b-cfbdb4ae1ffd")]
    public void Known_answers(string name, string id) => Assert.That(UuidV5.Of(s_dns, name), Is.EqualTo(new Guid(id)));

    [Test]
    public void Version_and_variant_are_5_and_RFC_9562() =>
        Assert.That(
            Enumerable.Range(0, 100).Select(number => UuidV5.Of(s_dns, $"name {number}")),
            Is.Unique.And.All.Matches<Guid>(id => id.Version == 5 && (id.Variant & 0xC) == 0x8)
        );

    [Test]
    public void The_namespace_counts() =>
        Assert.That(UuidV5.Of(s_dns, "a"), Is.Not.EqualTo(UuidV5.Of(Guid.Empty, "a")));
}
