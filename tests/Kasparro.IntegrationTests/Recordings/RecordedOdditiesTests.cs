using Kasparro.Testing;

namespace Kasparro.IntegrationTests.Recordings;

/// <summary>What is odd in the recordings and came through: each with the record it was seen in.</summary>
public sealed class RecordedOdditiesTests
{
    [TestCase(
        "coingecko",
        "bone-shibaswap",
        "\"atl_change_percentage\":8.146238558901932e+36",
        "2023-12-02 11:48:59.431"
    )]
    [TestCase("coingecko", "vitadao", "\"atl_change_percentage\":1.1522895931153398e+29", "2023-12-02 11:47:40.658")]
    [EdgeCase(1)]
    public Task A_number_beyond_decimal_costs_neither_its_row_nor_its_page(
        string source,
        string id,
        string text,
        string instant
    ) => AssertDerivedAsync(source, id, text, instant);

    [TestCase("astron-astronomia-token-bsc", "\"max_supply\":9223372036854775807", "2021-08-12 19:05:31"), EdgeCase(4)]
    [TestCase("mavro-mavro", "\"first_data_at\":\"1970-01-01T00:00:00Z\"", "2021-08-12 19:06:06"), EdgeCase(19)]
    [TestCase("xau-gold-spot-token", "\"first_data_at\":\"2009-01-02T00:00:00Z\"", "2021-08-12 19:05:26")]
    [TestCase("eth-ethereum", "\"max_supply\":0", "2021-08-12 19:06:04"), EdgeCase(7)]
    public Task A_field_that_is_a_sentinel_or_saturated_is_kept_as_sent(string id, string text, string instant) =>
        AssertDerivedAsync("coinpaprika", id, text, instant);

    [TestCase("binancecoin", "\"low_24h\":227.44", "2023-12-02 11:48:59.721", Description = "the price is 227.42")]
    [TestCase(
        "lido-staked-sol",
        "\"max_supply\":3900406.846",
        "2023-12-02 11:48:45.355",
        Description = "3900411.7359 of them circulate"
    )]
    [TestCase("blackrock-usd-institutional-digital-liquidity-fund", "-9.53674316406e-7", null)]
    [EdgeCase(10), EdgeCase(11), EdgeCase(12)]
    public Task A_record_that_contradicts_itself_is_no_reason_to_reject_it(string id, string text, string? instant) =>
        AssertDerivedAsync("coingecko", id, text, instant);

    [TestCase("xwg-x-world-games", "103887000000000000")]
    [TestCase("geo-geocoin", "1699566711504140.5")]
    [EdgeCase(9)]
    public async Task A_nonsense_value_is_stored_as_sent(string id, string lexeme) =>
        Assert.That(
            await RecordedMarket.Database.ScalarAsync<long>(
                $"SELECT count(*) FROM raw_coinpaprika WHERE source_id = '{id}' AND payload::text LIKE '%{lexeme}%'"
            ),
            Is.EqualTo(1)
        );

    [
        TestCase("coinpaprika", "market_cap_usd = 0", 2_042),
        TestCase("coinpaprika", "market_cap_usd IS NULL", 0),
        TestCase("csv", "volume_24h_usd = 0", 641)
    ]
    [EdgeCase(7), EdgeCase(20)]
    public async Task Zero_stays_zero_and_is_not_taken_for_unknown(string source, string condition, int rows) =>
        Assert.That(
            await RecordedMarket.Database.ScalarAsync<long>(
                $"SELECT count(*) FROM asset_market_data WHERE source = '{source}' AND {condition}"
            ),
            Is.EqualTo(rows)
        );

    [
        TestCase("%price_change_percentage_1y_in_currency%"),
        TestCase("%\"quantity\"%"),
        TestCase("%\"roi\":{%"),
        TestCase("%\"roi\":null%")
    ]
    [EdgeCase(24), EdgeCase(25)]
    public async Task An_unknown_key_is_kept_and_does_no_harm(string pattern)
    {
        var rows = await RecordedMarket.Database.RowsAsync(
            $"""
            WITH returned AS (
                SELECT v.raw_id FROM market_data_revisions v JOIN asset_market_data c USING (asset_id, source,
                    last_updated) WHERE v.source = 'coingecko' AND c.sighting_id > v.raw_id),
            said AS (
                SELECT id FROM raw_coingecko r
                WHERE replace(r.payload::text, ': ', ':') LIKE '{pattern}'
                  AND NOT EXISTS (SELECT FROM raw_coingecko later WHERE later.source_id = r.source_id
                      AND later.id > r.id AND later.payload->>'last_updated' = r.payload->>'last_updated')
                  AND r.payload->>'current_price' IS NOT NULL),
            given AS (SELECT raw_id FROM asset_market_data WHERE source = 'coingecko')
            SELECT (count(*) > 20)::text, (count(*) = count(given.raw_id))::text
            FROM said LEFT JOIN given ON given.raw_id = said.id
            WHERE said.id NOT IN (SELECT raw_id FROM returned)
            """
        );
        Assert.That(rows.Single(), Is.EqualTo((string[])["true", "true"]));
    }

    [Test, EdgeCase(15)]
    public async Task A_time_that_goes_back_loses_nothing() =>
        Assert.That(
            (await PricesAsync("eutbl")).TakeLast(2),
            Is.EqualTo((string[])["2026-07-23 01:15:11.634 1.21", "2025-12-31 23:50:00 1.23"]),
            "in the order of receipt"
        );

    [Test, EdgeCase(18)]
    public async Task History_that_upstream_shifted_is_a_record_of_its_own() =>
        Assert.That(
            (
                await RecordedMarket.Database.RowsAsync(
                    "SELECT DISTINCT payload->>'ath_date' FROM raw_coingecko WHERE source_id = 'bitcoin' "
                        + "AND payload->>'ath_date' LIKE '2025-10-06%' ORDER BY 1"
                )
            ).Select(row => row[0]),
            Is.EqualTo((string[])["2025-10-06T10:57:42.000Z", "2025-10-06T18:57:42.558Z"])
        );

    [TestCase("resolv-wstusr", "2025-01-28 14:07:13.341 1.0526848814770329")]
    [EdgeCase(17)]
    public async Task A_stale_row_in_a_fresh_page_keeps_its_own_instant(string id, string expected) =>
        Assert.That(await PricesAsync(id), Has.Member(expected));

    [Test, EdgeCase(27)]
    public async Task Coins_that_left_the_page_stay()
    {
        var gone = Ids("markets_20260202T1257Z.json").Except(Ids("markets_20260205T0251Z.json")).ToHashSet();
        var linked = await RecordedMarket.Database.RowsAsync(
            "SELECT DISTINCT s.source_asset_id FROM asset_sources s "
                + "JOIN asset_market_data d USING (asset_id, source) WHERE source = 'coingecko'"
        );
        Assert.That((gone.Count, linked.Count(row => gone.Contains(row[0]!))), Is.EqualTo((68, 68)));
    }

    [Test, EdgeCase(21)]
    public async Task Rows_of_one_answer_keep_the_instants_that_they_name() =>
        Assert.That(
            (
                await RecordedMarket.Database.RowsAsync(
                    "SELECT (min(last_updated) AT TIME ZONE 'UTC')::text, (max(last_updated) AT TIME "
                        + "ZONE 'UTC')::text FROM asset_market_data WHERE source = 'coinpaprika'"
                )
            ).Single(),
            Is.EqualTo((string[])["2021-08-12 18:49:19", "2021-08-12 19:06:06"])
        );

    [TestCase("ccl-carnival", "CCL", "Carnival"), EdgeCase(42)]
    public async Task A_name_is_shown_without_the_space_behind_it(string id, string symbol, string name) =>
        Assert.That(
            (
                await RecordedMarket.Database.RowsAsync(
                    "SELECT symbol, name FROM assets JOIN asset_sources USING (asset_id) "
                        + $"WHERE source = 'coinpaprika' AND source_asset_id = '{id}'"
                )
            ).Single(),
            Is.EqualTo((string[])[symbol, name])
        );

    private static IEnumerable<string> Ids(string recording) =>
        RecordedMarket.Recordings.Single(file => file.Name == recording).Records().Select(record => record.SourceId);

    private static async Task<IEnumerable<string?>> PricesAsync(string id) =>
        (
            await RecordedMarket.Database.RowsAsync(
                $"""
                SELECT concat(last_updated AT TIME ZONE 'UTC', ' ', price_usd) FROM asset_market_data d
                    JOIN asset_sources s USING (asset_id, source)
                WHERE source = 'coingecko' AND source_asset_id = '{id}' ORDER BY raw_id
                """
            )
        ).Select(row => row[0]);

    /// <param name="instant">Null where the record's place in time is not the point.</param>
    private static async Task AssertDerivedAsync(string source, string id, string text, string? instant)
    {
        var silver = await RecordedMarket.Database.RowsAsync(
            $"""
            SELECT (d.last_updated AT TIME ZONE 'UTC')::text FROM raw_{source} r
                JOIN asset_market_data d ON d.source = '{source}' AND d.raw_id = r.id
            WHERE r.source_id = '{id}' AND replace(r.payload::text, ': ', ':') LIKE '%{text}%'
            """
        );
        Assert.That(silver, Is.Not.Empty);
        if (instant is not null)
            Assert.That(silver.Select(row => row[0]), Has.Member(instant));
    }
}
