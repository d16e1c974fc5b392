using Kasparro.Testing.Database;

namespace Kasparro.ApiTests.Endpoints.Failures;

/// <summary>
/// What pages cost the database, in blocks touched. 50,000 failures of one transaction, and a few older ones of another
/// source and kind.
/// </summary>
internal sealed class FailurePlanTests
{
    private const int Most = 300;

    private static readonly (string Name, string Type)[] s_types =
    [
        ("sources", "text[]"),
        ("error_types", "text[]"),
        ("from", "timestamptz"),
        ("to", "timestamptz"),
        ("after_failed_at", "timestamptz"),
        ("after_source", "text"),
        ("after_raw_id", "bigint"),
    ];

    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.ExecuteAsync(
            """
            INSERT INTO transform_failures
                (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
            SELECT 'csv', 'raw_csv', n, gen_random_uuid(), '2025-02-09Z',
                   CASE n % 2 WHEN 0 THEN 'missing_field' ELSE 'out_of_range' END, 'It is missing', '{}'
            FROM generate_series(1, 50000) n;
            INSERT INTO transform_failures
                (source, raw_table, raw_id, run_id, failed_at, error_type, error_message, payload)
            SELECT 'coingecko', 'raw_coingecko', n, gen_random_uuid(), '2025-02-08Z',
                   'invalid_number', 'It is no number', '{}'
            FROM generate_series(1, 100) n;
            ANALYZE;
            """
        );
    }

    [OneTimeTearDown]
    public async Task DropAsync() => await _database.DisposeAsync();

    [TestCase(TestName = "The first page")]
    [TestCase("sources", "ARRAY['coingecko']", TestName = "A source that fails seldom")]
    [TestCase("error_types", "ARRAY['invalid_number']", TestName = "A type that is rare")]
    [TestCase("sources", "ARRAY['csv']", "error_types", "ARRAY['out_of_range']", TestName = "Both")]
    [TestCase("from", "'2025-02-07Z'", "to", "'2025-02-08Z'", TestName = "An older time")]
    [TestCase(
        "after_failed_at",
        "'2025-02-09Z'",
        "after_source",
        "'csv'",
        "after_raw_id",
        "1000",
        TestName = "Deep in one instant"
    )]
    [TestCase(
        "after_failed_at",
        "'2025-02-09Z'",
        "after_source",
        "'a later source'",
        "after_raw_id",
        "1000",
        TestName = "Between two sources of one instant"
    )]
    public async Task A_page_costs_what_it_holds(params string[] namesAndValues)
    {
        var values = namesAndValues.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        var plan = await QueryPlan.OfAsync(
            _database,
            "failures",
            forValues: false,
            [
                .. s_types.Select(type => (type.Name, type.Type, values.GetValueOrDefault(type.Name, "NULL"))),
                ("limit", "bigint", "6"),
            ]
        );

        Assert.Multiple(() =>
        {
            Assert.That(plan.Rows, Is.EqualTo(6), $"{plan}");
            Assert.That(plan.Touched, Is.LessThan(Most), $"{plan}");
        });
    }
}
