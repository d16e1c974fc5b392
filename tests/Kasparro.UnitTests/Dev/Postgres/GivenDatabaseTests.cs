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

    private static LocalSettings InFile(params (string Name, string Value)[] lines) =>
        new(_ => null, lines.ToDictionary(line => line.Name, line => line.Value));
}
