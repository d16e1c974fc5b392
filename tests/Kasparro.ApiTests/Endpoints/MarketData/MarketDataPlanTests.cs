using Kasparro.Infrastructure.Postgres.Statements;
using Kasparro.Testing.Database;

namespace Kasparro.ApiTests.Endpoints.MarketData;

/// <summary>What pages cost the database. 60,000 rows of 5,000 assets, planned as the API's sessions plan.</summary>
internal sealed class MarketDataPlanTests
{
    private const int Limit = 6;

    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        _database = await TestDatabase.CreateAsync();
        if (_database.IsDistributed)
            Assert.Ignore(QueryPlan.Distributed);
        await _database.ExecuteAsync(
            """
            INSERT INTO assets SELECT md5(n::text)::uuid, 'S' || n, 'Name ' || n FROM generate_series(1, 5000) n;
            INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
            SELECT 'csv', n::text, md5(n::text)::uuid, 'symbol_and_name', now() FROM generate_series(1, 5000) n;
            INSERT INTO asset_market_data (asset_id, source, price_usd, last_updated, created_at, raw_id)
            SELECT md5((n % 5000 + 1)::text)::uuid, 'csv', n,
                   timestamptz '2025-01-01Z' + n * interval '1 minute', now(), n
            FROM generate_series(1, 60000) n;
            ANALYZE;
            """
        );
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _database.DisposeAsync();

    [TestCase("data_newest_first")]
    [TestCase("data_oldest_first")]
    [TestCase("data_of_source_newest_first")]
    [TestCase("data_of_sources_newest_first")]
    public async Task Page_10000_by_cursor_touches_as_much_as_page_1(string statement)
    {
        var first = await ExplainAsync(statement, after: null);
        var (at, asset) = await AtAsync(statement.Contains("oldest") ? 50_000 : 10_000);
        var deep = await ExplainAsync(statement, after: (at, asset));

        Assert.Multiple(() =>
        {
            Assert.That(deep.Touched, Is.LessThanOrEqualTo(first.Touched * 1.2), $"{first}\n{deep}");
            Assert.That(first.Touched, Is.LessThan(60), $"{first}");
        });
    }

    [TestCase("data_newest_first")]
    [TestCase("data_oldest_first")]
    [TestCase("data_of_source_newest_first")]
    [TestCase("data_of_source_oldest_first")]
    [TestCase("data_of_sources_newest_first")]
    [TestCase("data_of_sources_oldest_first")]
    public async Task A_range_of_time_costs_what_the_page_holds_wherever_it_lies(string statement)
    {
        var all = await ExplainAsync(statement, after: null);
        var middle = await ExplainAsync(statement, after: null, from: "2025-01-20Z", to: "2025-01-21Z");
        var (at, asset) = await AtAsync(28_000);
        var deep = await ExplainAsync(statement, after: (at, asset), from: "2025-01-20Z", to: "2025-01-21Z");

        Assert.Multiple(() =>
        {
            Assert.That(middle.Rows, Is.EqualTo(Limit), $"{middle}");
            Assert.That(middle.Touched, Is.LessThanOrEqualTo(all.Touched * 1.2), $"{all}\n{middle}");
            Assert.That(deep.Rows, Is.EqualTo(Limit), $"{deep}");
            Assert.That(deep.Touched, Is.LessThanOrEqualTo(all.Touched * 1.2), $"{all}\n{deep}");
        });
    }

    [Test]
    public async Task The_newest_of_each_asset_and_source_come_from_indexes()
    {
        var plan = await ExplainAsync("data_latest", after: null);

        Assert.Multiple(() =>
        {
            Assert.That(
                plan.Nodes.Where(node =>
                        node.TryGetProperty("Relation Name", out var table) && table.GetString() == "asset_market_data"
                    )
                    .Select(node => node.GetProperty("Node Type").GetString()),
                Is.All.StartsWith("Index"),
                $"{plan}"
            );
            Assert.That(plan.Touched, Is.LessThan(100), $"{plan}");
        });
    }

    [TestCase("data_newest_first")]
    [TestCase("data_of_source_newest_first")]
    [TestCase("data_of_sources_newest_first")]
    [TestCase("data_latest")]
    public async Task What_was_known_at_a_time_costs_what_the_page_costs(string statement)
    {
        var now = await ExplainAsync(statement, after: null);
        var then = await ExplainAsync(statement, after: null, asOf: "2035-01-01Z");

        Assert.That(then.Rows, Is.EqualTo(Limit), $"{then}");
        Assert.That(then.Touched, Is.LessThanOrEqualTo(now.Touched * 1.2), $"{now}\n{then}");
    }

    private Task<QueryPlan> ExplainAsync(
        string statement,
        (string At, string Asset)? after,
        string? from = null,
        string? to = null,
        string? asOf = null
    ) =>
        QueryPlan.OfAsync(
            _database,
            Sql.Find(statement, asOf is null ? MarketDataRelation.Current : MarketDataRelation.AsOf),
            forValues: statement == "data_latest",
            ("symbols", "text[]", "NULL"),
            ("asset_ids", "uuid[]", "NULL"),
            ("sources", "text[]", statement.Contains("sources") ? "ARRAY['csv']" : "NULL"),
            ("source", "text", "'csv'"),
            ("as_of", "timestamptz", Text(asOf)),
            ("from", "timestamptz", Text(from)),
            ("to", "timestamptz", Text(to)),
            ("after_last_updated", "timestamptz", Text(after?.At)),
            ("after_asset_id", "uuid", Text(after?.Asset)),
            ("after_source", "text", after is null ? "NULL" : "'csv'"),
            ("after_symbol", "text", "NULL"),
            ("after_name", "text", "NULL"),
            ("limit", "bigint", $"{Limit}"),
            ("offset", "bigint", "0")
        );

    private async Task<(string At, string Asset)> AtAsync(int row)
    {
        var found = await _database.RowsAsync(
            $"SELECT last_updated::text, asset_id::text FROM asset_market_data WHERE raw_id = {row}"
        );
        return (found[0][0]!, found[0][1]!);
    }

    private static string Text(string? text) => text is null ? "NULL" : $"'{text}'";
}
