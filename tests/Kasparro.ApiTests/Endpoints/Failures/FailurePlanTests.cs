using Kasparro.Testing.Database;

namespace Kasparro.ApiTests.Endpoints.Failures;

/// <summary>
/// What pages cost the database, in blocks touched. 50,000 failures of one transaction, and a few older ones of another
/// source and kind.
/// </summary>
internal sealed class FailurePlanTests
{
    private const int Most = 300;

    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.ExecuteAsync(
            """
            INSERT INTO transform_failures (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
            SELECT 'csv', 'raw_csv', n, gen_random_uuid(), '2025-02-09Z', CASE n % 2 WHEN 0 THEN 'missing_field' ELSE 'out_of_range' END, 'It is missing', '{}' FROM generate_series(1, 50000) n;
            INSERT INTO transform_failures (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
            SELECT 'coingecko', 'raw_coingecko', n, gen_random_uuid(), '2025-02-08Z', 'invalid_number', 'It is no number', '{}' FROM generate_series(1, 100) n;
            ANALYZE;
            """
        );
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _database.DisposeAsync();

    [TestCase("NULL, NULL, NULL, NULL, NULL, NULL, NULL", TestName = "The first page")]
    [TestCase("ARRAY['coingecko'], NULL, NULL, NULL, NULL, NULL, NULL", TestName = "A source that fails seldom")]
    [TestCase("NULL, ARRAY['invalid_number'], NULL, NULL, NULL, NULL, NULL", TestName = "A kind that is rare")]
    [TestCase("ARRAY['csv'], ARRAY['out_of_range'], NULL, NULL, NULL, NULL, NULL", TestName = "Both")]
    [TestCase("NULL, NULL, '2025-02-07Z', '2025-02-08Z', NULL, NULL, NULL", TestName = "An older time")]
    [TestCase("NULL, NULL, NULL, NULL, '2025-02-09Z', 'csv', 1000", TestName = "Deep in one instant")]
    [TestCase(
        "NULL, NULL, NULL, NULL, '2025-02-09Z', 'a later source', 1000",
        TestName = "Between two sources of one instant"
    )]
    public async Task A_page_costs_what_it_holds(string parameters)
    {
        var plan = await QueryPlan.OfAsync(
            _database,
            "failures.sql",
            "text[], text[], timestamptz, timestamptz, timestamptz, text, bigint, bigint",
            $"{parameters}, 6"
        );

        Assert.Multiple(() =>
        {
            Assert.That(plan.Rows, Is.EqualTo(6), $"{plan}");
            Assert.That(plan.Touched, Is.LessThan(Most), $"{plan}");
        });
    }
}
