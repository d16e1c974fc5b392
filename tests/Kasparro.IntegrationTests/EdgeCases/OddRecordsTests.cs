using System.Text;
using Kasparro.IntegrationTests.Recordings;
using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EdgeCases;

/// <summary>Cases that the recordings do not have, or not in a form that the database would notice.</summary>
public sealed class OddRecordsTests : EtlFixture
{
    [Test, Promise(1), EdgeCase(29)]
    public async Task Spellings_of_one_number_are_records_of_their_own_and_one_value()
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(
                new Coin("a", Price: "1e-7"),
                new Coin("a", Price: "1e-07"),
                new Coin("a", Price: "0.0000001")
            )
        );

        await etl.IngestAsync("coingecko");
        var result = await etl.TransformAsync("coingecko");

        Assert.That((await CountAsync("raw_coingecko"), result.Inserted, result.Superseded), Is.EqualTo((3, 1, 2)));
        Assert.That(
            (await Database.RowsAsync("SELECT price_usd::text, raw_id::text FROM asset_market_data")).Single(),
            Is.EqualTo((string[])["0.0000001", "3"])
        );
        Assert.That(
            (
                await Database.RowsAsync(
                    "SELECT DISTINCT (payload->>'current_price')::numeric::text FROM raw_coingecko"
                )
            ).Single(),
            Is.EqualTo((string[])["0.0000001"])
        );
    }

    [Test, EdgeCase(45)]
    public async Task An_id_that_comes_twice_in_one_response_costs_nothing()
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(
                new Coin("a", Price: "1"),
                new Coin("a", Price: "2"),
                new Coin("a", Price: "1")
            )
        );

        await etl.RunAsync("coingecko");

        Assert.That((await CountAsync("raw_coingecko"), await CountAsync("transform_failures")), Is.EqualTo((2, 0)));
        Assert.That(
            await Database.ScalarAsync<string>("SELECT price_usd::text FROM asset_market_data"),
            Is.EqualTo("1")
        );
    }

    [Test, EdgeCase(46)]
    public async Task Files_of_one_name_and_other_columns_are_distinguished_by_their_headers()
    {
        await using var upstream = await RecordedUpstream.StartAsync();
        await using var etl = EtlProcess.Configured(Database, upstream.Settings);
        foreach (
            var content in (string[])
                [
                    "SNo,Name,Symbol,Date,Close\n1,Dogecoin,DOGE,2021-01-01 23:59:59,0.005685\n",
                    "Unix,Date,Symbol,Close,tradecount\n1735689600000,2025-01-01,DOGEUSDT,0.31543,98765\n",
                ]
        )
        {
            upstream.ServeCsv("coin_Dogecoin.csv", Encoding.UTF8.GetBytes(content));
            await etl.RunAsync("csv");
        }

        Assert.That(await CountAsync("raw_csv"), Is.EqualTo(2));
        Assert.That(
            await Database.RowsAsync(
                "SELECT name, price_usd::text FROM asset_market_data JOIN assets USING (asset_id)"
            ),
            Is.EqualTo(
                (string?[][])
                    [
                        ["Dogecoin", "0.005685"],
                    ]
            )
        );
        Assert.That(
            await Database.RowsAsync("SELECT error_message FROM transform_failures"),
            Is.EqualTo(
                (string?[][])
                    [
                        ["Symbol is DOGEUSDT, so the price is in USDT, and only prices in US dollars are market data"],
                    ]
            )
        );
    }

    [Test, EdgeCase(50)]
    public async Task Two_origins_of_one_fact_are_two_rows_of_one_asset()
    {
        await using var upstream = await RecordedUpstream.StartAsync();
        upstream.ServeCsv("history.csv", "Name,Symbol,Date,Close\nBitcoin,BTC,2026-01-01T00:00:00Z,1.50\n"u8.ToArray());
        await using (var files = EtlProcess.Configured(Database, upstream.Settings))
            await files.RunAsync("csv");
        await using (var api = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("bitcoin"))))
            await api.RunAsync("coingecko");

        Assert.That(await CountAsync("assets"), Is.EqualTo(1));
        Assert.That(
            await Database.RowsAsync("SELECT source, price_usd::text FROM asset_market_data ORDER BY source"),
            Is.EqualTo(
                (string?[][])
                    [
                        ["coingecko", "1.5"],
                        ["csv", "1.50"],
                    ]
            )
        );
    }
}
