using Kasparro.Infrastructure.Postgres.Schema;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Statements;

public sealed class SqlTests
{
    private static readonly DateTimeOffset s_at = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Test]
    public void Values_travel_in_the_order_of_the_statement_whatever_the_order_they_are_given_in()
    {
        using var connection = new NpgsqlConnection();
        using var command = Sql.Command(
            connection,
            "insert_transform_failures",
            ("failed_at", s_at),
            ("raw_table", "raw_csv"),
            ("source", "csv")
        );

        Assert.That(
            command.CommandText,
            Does.StartWith("INSERT INTO").And.Contain("SELECT $1, $2, raw_id, run_id, $3,")
        );
        Assert.That(
            command.Parameters.Select(value => value.Value),
            Is.EqualTo(new object[] { "csv", "raw_csv", s_at })
        );
    }

    [Test]
    public void Values_travel_without_names_so_that_Npgsql_does_not_read_the_statement_again()
    {
        var command = Sql.BatchCommand("find_ambiguous_assets", ("symbols", new[] { "BTC" }));

        Assert.That(command.Parameters.Select(value => value.ParameterName), Is.All.Empty);
        Assert.That(command.Parameters[0], Is.TypeOf<NpgsqlParameter<string[]>>());
    }

    [Test]
    public void A_null_has_the_type_of_its_parameter()
    {
        var command = Sql.BatchCommand(
            "record_transformation",
            ("source", "csv"),
            ("version", "1"),
            ("transformed_at", s_at),
            ("is_full", true),
            ("new_rows", 0L),
            ("new_failures", 0L),
            ("transformed_rows", 0L),
            ("not_applicable", 0L),
            ("expired", 0L),
            ("last_not_applicable_id", 0L),
            ("newest_data_at", (DateTimeOffset?)null)
        );

        var newest = command.Parameters.Single(value => value.Value == DBNull.Value);
        Assert.That(newest.NpgsqlDbType, Is.EqualTo(NpgsqlTypes.NpgsqlDbType.TimestampTz));
    }

    [Test]
    public void A_missing_value_is_named_with_its_file_and_statement() =>
        Assert.That(
            () => Sql.BatchCommand("find_listings", ("source", "csv")),
            Throws.ArgumentException.With.Message.EqualTo("listings.sql, find_listings: @ids is missing.")
        );

    [Test]
    public void A_value_of_an_unknown_name_is_named_with_its_file_and_statement() =>
        Assert.That(
            () => Sql.BatchCommand("resume_after", ("source", "csv"), ("limit", 5L)),
            Throws.ArgumentException.With.Message.EqualTo(
                "transformation.sql, resume_after: @limit is not one of its parameters."
            )
        );

    [Test]
    public void A_misspelt_name_is_both() =>
        Assert.That(
            () => Sql.BatchCommand("resume_after", ("sorce", "csv")),
            Throws.ArgumentException.With.Message.EqualTo(
                "transformation.sql, resume_after: @source is missing; @sorce is not one of its parameters."
            )
        );

    [Test]
    public void A_value_given_twice_is_refused() =>
        Assert.That(
            () => Sql.BatchCommand("resume_after", ("source", "csv"), ("source", "coingecko")),
            Throws.ArgumentException.With.Message.EqualTo("transformation.sql, resume_after: @source is given 2 times.")
        );

    [Test]
    public void A_statement_that_no_file_holds_is_named() =>
        Assert.That(
            () => Sql.Find("reads_minds"),
            Throws.InvalidOperationException.With.Message.EqualTo("No .sql file holds a statement named reads_minds.")
        );

    [Test]
    public void A_statement_about_a_raw_table_names_that_of_its_source()
    {
        using var connection = new NpgsqlConnection();
        using var csv = Sql.Command(connection, "count_bronze_above", BronzeTable.Of("csv"), ("id", 1L));
        using var coingecko = Sql.Command(connection, "count_bronze_above", BronzeTable.Of("coingecko"), ("id", 1L));

        Assert.That(csv.CommandText, Does.Contain("FROM raw_csv "));
        Assert.That(coingecko.CommandText, Does.Contain("FROM raw_coingecko "));
    }

    [Test]
    public void A_COPY_starts_with_its_first_word() =>
        Assert.That(Sql.Text("copy_staged_failures"), Does.StartWith("COPY staged_failures ("));
}
