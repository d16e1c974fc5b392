using Kasparro.Application.Verification;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Verification;

public sealed class VerifySilverTests : EtlFixture
{
    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Sends(
        new Coin("a"),
        new Coin("b", "b", Price: "0"),
        new Coin("c", "c")
    );

    [Test, Promise(8)]
    public async Task Silver_that_bronze_says_is_the_same_and_stays_as_it_is()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko");
        var before = await SilverTables.ReadAsync(Database);

        var verification = await etl.VerifyAsync();

        Assert.That((verification.Matches, verification.Rows, verification.DifferenceCount), Is.EqualTo((true, 7, 0)));
        Assert.That(await SilverTables.ReadAsync(Database), Is.EqualTo(before));
    }

    [Test, Promise(8)]
    [TestCase("UPDATE asset_market_data SET price_usd = 1.50", "price 1.50, cap 100, volume 10) is only in Silver")]
    [TestCase("UPDATE asset_market_data SET market_cap_usd = NULL", "is only in the transformation")]
    [TestCase("DELETE FROM asset_market_data", "is only in the transformation")]
    [TestCase(
        "DELETE FROM transform_failures",
        "failure of raw row coingecko:2 (current_price is 0; it must be greater than 0) is only in the transformation"
    )]
    [TestCase("UPDATE assets SET name = 'Other'", "\"Other\" is only in Silver")]
    [TestCase("DELETE FROM listing_labels WHERE source_asset_id = 'c'", "label c \"Bitcoin\" of coingecko:c from ")]
    [TestCase(
        "INSERT INTO listing_labels VALUES ('coingecko', 'c', 'x', 'Other', now(), now(), 3)",
        "label x \"Other\" of coingecko:c from "
    )]
    [TestCase(
        "INSERT INTO market_data_revisions (asset_id, source, last_updated, statement_id, price_usd, raw_id, "
            + "stated_at, replaced_by, replaced_at) SELECT asset_id, source, last_updated, 7, 9, raw_id, stated_at, 8, "
            + "now() FROM asset_market_data WHERE raw_id = 1",
        "revision 7 of raw row coingecko:1 ("
    )]
    [TestCase("DELETE FROM asset_sources WHERE source_asset_id = 'c'", "is only in the transformation")]
    [TestCase("INSERT INTO assets VALUES (gen_random_uuid(), 'X', 'Orphan')", "X \"Orphan\" belongs to no source")]
    public async Task A_difference_is_found_and_named(string tampering, string difference)
    {
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko");
        await Database.ExecuteAsync(tampering);

        var verification = await etl.VerifyAsync();

        Assert.That(verification.Matches, Is.False);
        Assert.That(verification.Differences, Has.Some.Contains(difference));
    }

    [Test, Promise(8)]
    public async Task The_digest_of_silver_is_another_once_it_differs_and_that_of_its_rebuild_is_not()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko");
        var before = await etl.VerifyAsync();
        await Database.ExecuteAsync("UPDATE asset_market_data SET price_usd = 2 WHERE raw_id = 3");

        var after = await etl.VerifyAsync();

        Assert.That(before.RebuiltDigest, Is.EqualTo(before.Digest));
        Assert.That(after.Digest, Is.Not.EqualTo(before.Digest));
        Assert.That(after.RebuiltDigest, Is.EqualTo(before.Digest));
    }

    [Test]
    public async Task All_differences_are_counted_and_the_first_ten_are_named()
    {
        _source
            .SendsNothing()
            .Sends([.. Enumerable.Range(0, 7).Select(at => new Coin($"coin-{at}", $"c{at}").Record())]);
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko");
        await Database.ExecuteAsync("UPDATE asset_market_data SET price_usd = 2");

        var verification = await etl.VerifyAsync();

        Assert.That(
            (verification.Matches, verification.DifferenceCount, verification.Differences.Count),
            Is.EqualTo((false, 14, 10))
        );
    }

    [Test]
    public async Task Differences_of_one_kind_come_together_and_those_of_assets_first()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko");
        await Database.ExecuteAsync(
            """
            INSERT INTO listing_labels VALUES ('coingecko', 'c', 'x', 'Older', '2020-01-01Z', '2020-01-01Z', 1);
            DELETE FROM transform_failures;
            INSERT INTO assets VALUES (gen_random_uuid(), 'X', 'Orphan');
            UPDATE asset_market_data SET price_usd = 2 WHERE raw_id = 3;
            """
        );

        var verification = await etl.VerifyAsync();

        Assert.That(
            verification.Differences.Select(difference => difference.Split(' ')[0]),
            Is.EqualTo(["asset", "observation", "observation", "failure", "label"])
        );
    }

    [Test]
    public async Task Raw_records_that_are_not_transformed_yet_are_no_difference_and_are_counted()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko");
        _source.Sends(new Coin("d", "d"));
        await etl.IngestAsync("coingecko");

        var verification = await etl.VerifyAsync();

        Assert.That(verification.Matches, Is.True);
        Assert.That(verification.Pending, Is.EqualTo(new Dictionary<string, long> { ["coingecko"] = 1 }));
    }

    [Test]
    public async Task Silver_is_not_compared_while_it_is_transformed()
    {
        await using var etl = EtlProcess.With(Database, _source);
        await using var other = EtlProcess.With(Database, _source);
        await etl.IngestAsync("coingecko");
        SilverBusyException? busy = null;
        etl.OnDerived = (_, _) => busy = Assert.ThrowsAsync<SilverBusyException>(() => other.VerifyAsync());

        await etl.TransformAsync("coingecko");

        Assert.That(busy!.Message, Does.StartWith("Silver of coingecko is being transformed by kasparro-transform "));
    }
}
