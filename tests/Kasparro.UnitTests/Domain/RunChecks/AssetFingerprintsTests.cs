using Kasparro.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.RunChecks;

public sealed class AssetFingerprintsTests
{
    [TestCase("", 0xAB3E_7C0Bu)]
    [TestCase("bitcoin", 0x0E23_366Cu)]
    public void A_fingerprint_is_stored_so_it_never_changes(string id, uint fingerprint)
    {
        Assert.That(AssetFingerprint.Of(id), Is.EqualTo(fingerprint));
    }

    [Test]
    public void Characters_beyond_latin_count_with_both_their_bytes()
    {
        Assert.That(AssetFingerprint.Of("币"), Is.Not.EqualTo(AssetFingerprint.Of(((char)('币' & 0xFF)).ToString())));
    }

    [Test]
    public void Of_the_ids_of_all_coins_there_are_hardly_two_share_a_fingerprint()
    {
        // 20,000 ids in 32 bits: 0.05 collisions are expected.
        var distinct = Enumerable.Range(0, 20_000).Select(id => AssetFingerprint.Of($"coin-{id}")).Distinct().Count();

        Assert.That(distinct, Is.GreaterThanOrEqualTo(19_998));
    }

    [Test]
    public void Bytes_give_the_same_fingerprints_back()
    {
        uint[] all = [0, 1, 127, 128, 255, 300, 16_384, 1u << 31, uint.MaxValue];

        Assert.That(
            AssetFingerprints.FromBytes(AssetFingerprints.Of(all.Reverse().Append(1u)).ToBytes()).All,
            Is.EqualTo(all)
        );
        Assert.That(AssetFingerprints.FromBytes(AssetFingerprints.Of([]).ToBytes()).All, Is.Empty);
    }

    [Test]
    public void Some_thousand_assets_need_three_bytes_each()
    {
        var assets = AssetFingerprints.Of(Enumerable.Range(0, 2_500).Select(id => AssetFingerprint.Of($"coin-{id}")));

        Assert.That(assets.ToBytes(), Has.Length.LessThan(2_500 * 3.3));
        Assert.That(assets.Contains(AssetFingerprint.Of("coin-7")), Is.True);
        Assert.That(assets.Contains(AssetFingerprint.Of("coin-2500")), Is.False);
    }
}
