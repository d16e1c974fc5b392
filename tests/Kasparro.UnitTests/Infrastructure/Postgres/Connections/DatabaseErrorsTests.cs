using Kasparro.Infrastructure.Postgres.Connections;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Connections;

/// <summary>What is tried again a moment later, and what would only fail again.</summary>
public sealed class DatabaseErrorsTests
{
    [TestCase("57P01", true, Description = "it restarts")]
    [TestCase("57P03", true, Description = "it starts")]
    [TestCase("53100", true, Description = "its disk is full")]
    [TestCase("40001", true, Description = "another transaction was in the way")]
    [TestCase("42P01", false, Description = "a table is missing")]
    [TestCase("42501", false, Description = "a right is missing")]
    [TestCase("23505", false, Description = "a row is there already")]
    public void A_refusal_passes_where_it_is_about_the_moment(string state, bool passes)
    {
        var refusal = new PostgresException("refused", "ERROR", "ERROR", state);

        Assert.That(DatabaseErrors.IsPassing(refusal), Is.EqualTo(passes));
        Assert.That(DatabaseErrors.IsPassing(new DbUpdateException("wrapped", refusal)), Is.EqualTo(passes));
    }

    [Test]
    public void A_lost_connection_and_a_timeout_pass_and_a_bug_of_ours_does_not()
    {
        Assert.That(DatabaseErrors.IsPassing(new NpgsqlException("lost")), Is.True);
        Assert.That(DatabaseErrors.IsPassing(new TimeoutException()), Is.True);
        Assert.That(DatabaseErrors.IsPassing(new InvalidOperationException()), Is.False);
    }
}
