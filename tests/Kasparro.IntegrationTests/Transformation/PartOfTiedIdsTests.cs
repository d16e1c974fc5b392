using Kasparro.Application.Transformation;
using Kasparro.Domain.Bronze;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>Records whose id says something about several assets tie these together.</summary>
public sealed class PartOfTiedIdsTests : EtlFixture
{
    private readonly ScriptedSource _source = new("coingecko");

    [Test, Promise(8)]
    public async Task A_part_takes_all_that_is_tied_to_it_through_other_ids_however_far()
    {
        await using var etl = EtlProcess.With(Database, _source);
        _source.Sends([
            Said("first", "acme", "1"),
            Said("first", "beta", "2"),
            Said("second", "beta", "3"),
            Said("second", "coda", "4"),
            Said("third", "coda", "5"),
        ]);
        await etl.RunAsync("coingecko");
        _source.SendsNothing().Sends([Said("second", "coda", "6")]);
        await etl.RunAsync("coingecko");
        var before = await SilverTables.ReadHistoryAsync(Database);

        await etl.TransformAsync("coingecko", part: new BronzePart.OfRow(1));

        Assert.That(await SilverTables.ReadHistoryAsync(Database), Is.EqualTo(before));
        Assert.That(before, Does.Contain("|5|").And.Contain("|6|"), "of the coin at the end");
        Assert.That((await etl.VerifyAsync(new BronzePart.OfRow(1))).Matches, Is.True);
    }

    private static RawRecord Said(string id, string coin, string price) =>
        Coin.Raw(id, new Coin(coin, coin[..3], coin, Price: price).Json());
}
