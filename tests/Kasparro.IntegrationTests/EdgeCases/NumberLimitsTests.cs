using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Npgsql;

namespace Kasparro.IntegrationTests.EdgeCases;

/// <summary>
/// Numbers that no .NET type holds reach the tables digit for digit, or are refused under their own name.
/// </summary>
[Promise(9)]
public sealed class NumberLimitsTests : EtlFixture
{
    private const string Digits35 = "0.12345678901234567890123456789012345";

    [TestCase("1e-30", "0.000000000000000000000000000001"), EdgeCase(2)]
    [
        TestCase("1E+2", "100"),
        TestCase("1e-07", "0.0000001"),
        TestCase("4.15e-09", "0.00000000415"),
        TestCase("8.653239801269765e-07", "0.0000008653239801269765"),
        EdgeCase(3)
    ]
    [TestCase("3.84e-18", "0.00000000000000000384"), TestCase("1.7e-17", "0.000000000000000017")]
    [TestCase(Digits35, Digits35), TestCase("29427.918932650417", "29427.918932650417"), EdgeCase(6)]
    [
        TestCase("80000000000000000000000000000", "80000000000000000000000000000"),
        TestCase("8e28", "80000000000000000000000000000"),
        TestCase("4e38", "400000000000000000000000000000000000000"),
        EdgeCase(1)
    ]
    [
        TestCase("9223372036854775807", "9223372036854775807"),
        TestCase("18446744073709551617", "18446744073709551617"),
        EdgeCase(4)
    ]
    [TestCase("20050865.0", "20050865.0"), TestCase("1.10", "1.10"), TestCase("100", "100"), EdgeCase(5)]
    public async Task A_number_is_stored_digit_for_digit_in_every_column(string lexeme, string stored)
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(new Coin("a", Price: lexeme, MarketCap: lexeme, Volume: lexeme))
        );

        await etl.RunAsync("coingecko");

        Assert.That(
            await SilverAsync(),
            Is.EqualTo(
                (string?[][])
                    [
                        [stored, stored, stored],
                    ]
            )
        );
        Assert.That(
            await Database.ScalarAsync<string>("SELECT payload->>'current_price' FROM raw_coingecko"),
            Is.EqualTo(lexeme)
        );
    }

    [Test]
    public async Task A_thousand_digits_are_stored_and_one_more_is_a_failure_that_costs_its_row_only()
    {
        var (longest, longer) = ($"1{new string('0', 998)}1", $"1{new string('0', 999)}1");
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(
                new Coin("a", Price: longest),
                new Coin("b", Price: longer),
                new Coin("c", Price: "1e-1001"),
                new Coin("d", Price: "1e999999999")
            )
        );

        await etl.RunAsync("coingecko");

        Assert.That((await SilverAsync()).Select(row => row[0]), Is.EqualTo((string[])[longest]));
        Assert.That(
            await Database.RowsAsync("SELECT payload->>'id', error_type FROM transform_failures ORDER BY raw_id"),
            Is.EqualTo(
                (string?[][])
                    [
                        ["b", "out_of_range"],
                        ["c", "out_of_range"],
                        ["d", "out_of_range"],
                    ]
            )
        );
    }

    [
        TestCase("price_usd", "'NaN'"),
        TestCase("price_usd", "'Infinity'"),
        TestCase("price_usd", "0"),
        TestCase("price_usd", "-1")
    ]
    [TestCase("market_cap_usd", "'NaN'"), TestCase("market_cap_usd", "'Infinity'"), TestCase("market_cap_usd", "-0.1")]
    [
        TestCase("volume_24h_usd", "'NaN'"),
        TestCase("volume_24h_usd", "'-Infinity'"),
        TestCase("volume_24h_usd", "-1e-30")
    ]
    [EdgeCase(12), EdgeCase(45)]
    public async Task The_table_itself_refuses_what_is_no_amount(string column, string value)
    {
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("a")));
        await etl.RunAsync("coingecko");

        Assert.That(
            () => Database.ExecuteAsync($"UPDATE asset_market_data SET {column} = {value}"),
            Throws
                .InstanceOf<PostgresException>()
                .With.Property("SqlState")
                .EqualTo(PostgresErrorCodes.CheckViolation)
                .And.Message.Contains($"\"ck_asset_market_data_{column}\"")
        );
    }

    [Test, EdgeCase(7), EdgeCase(8)]
    public async Task Zero_and_null_are_two_things()
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(
                new Coin("a", Name: "A", MarketCap: "0", Volume: "null"),
                new Coin("b", Name: "B", MarketCap: "null", Volume: "0")
            )
        );

        await etl.RunAsync("coingecko");

        Assert.That(
            await SilverAsync(),
            Is.EqualTo(
                (string?[][])
                    [
                        ["1.5", "0", null],
                        ["1.5", null, "0"],
                    ]
            )
        );
    }

    private async Task<IReadOnlyList<string?[]>> SilverAsync() =>
        await Database.RowsAsync(
            "SELECT price_usd::text, market_cap_usd::text, volume_24h_usd::text FROM asset_market_data ORDER BY raw_id"
        );
}
