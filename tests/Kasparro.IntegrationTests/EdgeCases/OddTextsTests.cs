using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EdgeCases;

/// <summary>Texts that the recordings do not have, or not in a form that the database would notice.</summary>
public sealed class OddTextsTests : EtlFixture
{
    [Test, Promise(10), EdgeCase(45)]
    public async Task Text_that_PostgreSQL_cannot_hold_is_kept_as_it_came_and_is_a_failure()
    {
        var payloads = (string[])
            [Named("nul\\u0000"), Named("half \\ud800"), Named("other half \\udc00!"), Named("whole \\ud83d\\udfe5")];
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends([.. payloads.Select((payload, at) => Coin.Raw($"id-{at}", payload))])
        );

        await etl.RunAsync("coingecko");

        Assert.That(
            (await Database.RowsAsync("SELECT payload::text FROM raw_coingecko ORDER BY id")).Select(row => row[0]),
            Is.EqualTo(payloads)
        );
        Assert.That(
            await Database.RowsAsync("SELECT payload::text, error_type FROM transform_failures ORDER BY raw_id"),
            Is.EqualTo(
                (string?[][])
                    [
                        [payloads[0], "invalid_text"],
                        [payloads[1], "invalid_text"],
                        [payloads[2], "invalid_text"],
                    ]
            )
        );
        Assert.That(await Database.ScalarAsync<string>("SELECT name FROM assets"), Is.EqualTo("whole 🟥"));

        static string Named(string name) => new Coin("a", Name: name).Json();
    }

    [
        TestCase("ıx", "ix", "ıX", "IX"),
        TestCase("İx", "ix", "İX", "IX"),
        TestCase("straße", "strasse", "STRAßE", "STRASSE")
    ]
    [EdgeCase(44)]
    public async Task Letters_whose_case_is_disputed_stay_apart(
        string one,
        string other,
        string storedOne,
        string storedOther
    )
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(new Coin("one", one)),
            new ScriptedSource("coinpaprika").Sends(new Coin("other", other))
        );

        await etl.RunAsync("coingecko");
        await etl.RunAsync("coinpaprika");

        Assert.That(
            await Database.RowsAsync("SELECT symbol FROM assets JOIN asset_sources USING (asset_id) ORDER BY source"),
            Is.EqualTo(
                (string?[][])
                    [
                        [storedOne],
                        [storedOther],
                    ]
            )
        );
    }

    [TestCase("Safe", "Safe "), TestCase("Solana Shib", "Solana Shib\u00a0"), TestCase("Stable", "\u200b\u200bStable")]
    [EdgeCase(41), EdgeCase(42)]
    public async Task Names_that_differ_in_what_one_does_not_see_mean_one_coin(string plain, string odd)
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(new Coin("plain", Name: plain)),
            new ScriptedSource("coinpaprika").Sends(new Coin("odd", Name: odd))
        );

        await etl.RunAsync("coingecko");
        await etl.RunAsync("coinpaprika");

        Assert.That(
            await Database.RowsAsync("SELECT name FROM assets JOIN asset_sources USING (asset_id) ORDER BY source"),
            Is.EqualTo(
                (string?[][])
                    [
                        [plain],
                        [plain],
                    ]
            )
        );
    }

    [Test, EdgeCase(43)]
    public async Task Texts_as_long_as_any_seen_have_room()
    {
        var (id, symbol, name) = (
            new string('i', 100),
            "hixokdkekjcjdksicndnaiaihsbznnxnxnduje",
            new string('漢', 100)
        );
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(
                new Coin(id, symbol, name),
                new Coin("ass", "ausdt (usdt) 空气币 /", "x")
            )
        );

        await etl.RunAsync("coingecko");

        Assert.That(
            await Database.RowsAsync(
                "SELECT source_asset_id, symbol, name FROM asset_sources JOIN assets USING (asset_id) "
                    + "ORDER BY source_asset_id DESC"
            ),
            Is.EqualTo(
                (string?[][])
                    [
                        [id, symbol.ToUpperInvariant(), name],
                        ["ass", "AUSDT (USDT) 空气币 /", "x"],
                    ]
            )
        );
    }
}
