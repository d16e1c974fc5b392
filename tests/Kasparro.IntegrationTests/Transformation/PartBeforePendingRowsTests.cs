using Kasparro.Application.Transformation;
using Kasparro.Domain.Bronze;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>A part ends with the last row that was transformed: what follows is still to be read in order.</summary>
public sealed class PartBeforePendingRowsTests : EtlFixture
{
    private readonly ScriptedSource _source = new("coingecko");

    [TestCase("bitcoin", Description = "the id of the part itself")]
    [TestCase("btc", Description = "another id of the same asset")]
    [Promise(5), Promise(8)]
    public async Task Raw_rows_that_wait_are_no_part_and_none_of_them_is_lost(string id)
    {
        await using var etl = EtlProcess.With(Database, _source);
        Send(At("bitcoin", day: 1), At("btc", day: 2));
        await etl.RunAsync("coingecko");
        Send(new Coin("ethereum", "eth", "Ethereum").Record(), At(id, day: 3));
        await etl.IngestAsync("coingecko");

        await etl.TransformAsync("coingecko", part: new BronzePart.OfRow(1));
        var part = await CountAsync("asset_market_data");
        await etl.TransformAsync("coingecko");

        Assert.That((part, await CountAsync("asset_market_data")), Is.EqualTo((2, 4)));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    private void Send(params RawRecord[] records) => _source.SendsNothing().Sends(records);

    /// <summary>Bitcoin's price on a day, under an id of the record that need not be the coin's.</summary>
    private static RawRecord At(string id, int day) =>
        Coin.Raw(id, new Coin("bitcoin", LastUpdated: $"2026-01-0{day}T00:00:00Z").Json());
}
