using Kasparro.Dev.Postgres;
using Kasparro.Dev.Settings;

namespace Kasparro.UnitTests.Dev.Postgres;

public sealed class GivenDatabaseTests
{
    [TestCase("DATABASE_URL")]
    [TestCase("POSTGRES_HOST")]
    [TestCase("POSTGRES_PASSWORD")]
    public void Any_of_its_variables_names_a_database(string variable)
    {
        Assert.That(GivenDatabase.IsIn(InFile((variable, "x"))), Is.True);
        Assert.That(GivenDatabase.IsIn(InFile((variable, ""))), Is.False, "set to nothing");
    }

    [Test]
    public void Other_variables_name_none() =>
        Assert.That(GivenDatabase.IsIn(InFile(("API_PORT", "9000"), ("CSV_PATH", "x"))), Is.False);

    [Test]
    public void Its_parts_become_an_address_that_psql_reads() =>
        Assert.That(
            GivenDatabase.Url(
                InFile(("POSTGRES_USER", "me"), ("POSTGRES_PASSWORD", "p@ss:w/rd"), ("POSTGRES_DB", "prices"))
            ),
            Is.EqualTo("postgres://me:p%40ss%3Aw%2Frd@localhost:5432/prices")
        );

    [Test]
    public void DATABASE_URL_is_taken_as_it_is() =>
        Assert.That(
            GivenDatabase.Url(InFile(("DATABASE_URL", "postgres://a@b/c"), ("POSTGRES_HOST", "d"))),
            Is.EqualTo("postgres://a@b/c")
        );

    private static LocalSettings InFile(params (string Name, string Value)[] lines) =>
        new(_ => null, lines.ToDictionary(line => line.Name, line => line.Value));
}
