using Kasparro.Infrastructure.Postgres.Statements;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Statements;

public sealed class NamedParametersTests
{
    [Test]
    public void Names_become_positions_in_the_order_of_their_first_use()
    {
        var (text, names) = NamedParameters.ToPositional(
            "SELECT @run_id WHERE source = ANY (@sources) AND id > @run_id"
        );

        Assert.That(text, Is.EqualTo("SELECT $1 WHERE source = ANY ($2) AND id > $1"));
        Assert.That(names, Is.EqualTo(new[] { "run_id", "sources" }));
    }

    [Test]
    public void A_name_that_begins_another_one_is_a_parameter_of_its_own()
    {
        var (text, names) = NamedParameters.ToPositional("@id, @id_2, @id");

        Assert.That(text, Is.EqualTo("$1, $2, $1"));
        Assert.That(names, Is.EqualTo(new[] { "id", "id_2" }));
    }

    [TestCase("SELECT @kind::bigint & 1", "SELECT $1::bigint & 1", TestName = "A cast behind a parameter")]
    [TestCase("(ARRAY[@kind])[1]", "(ARRAY[$1])[1]", TestName = "A parameter in brackets")]
    [TestCase("x BETWEEN\n@kind AND 2", "x BETWEEN\n$1 AND 2", TestName = "A parameter at the start of a line")]
    public void A_parameter_is_found_next_to(string statement, string expected) =>
        Assert.That(NamedParameters.ToPositional(statement).Text, Is.EqualTo(expected));

    [TestCase("SELECT '@name', 'it''s @name'", TestName = "Text")]
    [TestCase(@"SELECT E'\'@name'", TestName = "Text with a backslash")]
    [TestCase("SELECT \"@name\", \"a\"\"@name\"", TestName = "A quoted name")]
    [TestCase("SELECT $$ @name $$, $tag$ @name $$ @name $tag$", TestName = "A dollar-quoted text")]
    [TestCase("SELECT 1 -- it's @name\n+ 1", TestName = "A comment to the end of its line")]
    [TestCase("SELECT 1 /* it's\n@name */ + 1", TestName = "A comment over two lines")]
    [TestCase("a @> b AND a <@b AND a @@b AND a ?@b", TestName = "An operator")]
    [TestCase("SELECT metadata::jsonb, @ -5", TestName = "The absolute value of a number")]
    public void There_is_no_parameter_in(string statement)
    {
        var (text, names) = NamedParameters.ToPositional(statement);

        Assert.That(text, Is.EqualTo(statement));
        Assert.That(names, Is.Empty);
    }
}
