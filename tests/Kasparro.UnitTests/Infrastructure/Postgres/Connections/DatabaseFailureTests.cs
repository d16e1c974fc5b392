using System.Net.Sockets;
using System.Security.Authentication;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Postgres.Connections;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Connections;

public sealed class DatabaseFailureTests
{
    [TestCase("42501", "permission denied for schema public", "GRANT USAGE, CREATE ON SCHEMA public TO <the role in")]
    [TestCase("42501", "permission denied for table raw_csv", "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES")]
    [TestCase("42501", "permission denied for sequence raw_csv_id_seq", "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES")]
    [TestCase("42501", "permission denied to create temporary tables in database \"x\"", "GRANT CONNECT, TEMPORARY ON")]
    [TestCase("42501", "permission denied for database x", "GRANT CONNECT, TEMPORARY ON DATABASE")]
    [TestCase("42501", "must be owner of table raw_csv", "Run it as the role that owns the tables.")]
    [TestCase("42501", "keine Berechtigung für Tabelle raw_csv", "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES")]
    [TestCase("25006", "cannot execute INSERT in a read-only transaction", "The database is read-only")]
    [TestCase("53300", "sorry, too many clients already", "raise max_connections")]
    [TestCase("57014", "canceling statement due to statement timeout", "SET statement_timeout")]
    [TestCase("22P05", "character has no equivalent in encoding LATIN1", "ENCODING 'UTF8'")]
    [TestCase("28P01", "password authentication failed for user u", "Check the user and the password in DATABASE_URL")]
    [TestCase("3D000", "database \"x\" does not exist", "create the database")]
    [TestCase("25P03", "terminating connection", "idle_in_transaction_session_timeout")]
    [TestCase("53100", "could not extend file", "disk is full")]
    [TestCase("40001", "could not serialize access", "the next run tries again")]
    [TestCase("40P01", "deadlock detected", "the next run tries again")]
    [TestCase("28000", "no pg_hba.conf entry", "Check the user and the password in DATABASE_URL")]
    [TestCase("42703", "column \"backfill\" does not exist", "Run the 'migrate' command first.")]
    [TestCase("42P01", "relation \"etl_runs\" does not exist", "Run the 'migrate' command first.")]
    [TestCase("XX000", "something else", "Look at the database's log; the run can be repeated safely.")]
    public void A_refusal_of_the_database_has_its_words_and_a_next_step(string state, string message, string nextStep)
    {
        var failure = DatabaseFailure.From(Refusal(state, message))!;

        Assert.That(failure.Sentence, Is.EqualTo($"PostgreSQL refused: {state} {message}."));
        Assert.That(failure.NextStep, Does.Contain(nextStep));
        Assert.That(failure.Class, Is.EqualTo(FailureClass.System));
    }

    [Test]
    public void However_often_it_is_wrapped_the_database_has_the_word()
    {
        var wrapped = new InvalidOperationException(
            "An exception has been raised that is likely due to a transient failure.",
            new DbUpdateException("See the inner exception for details.", Refusal("53100", "could not extend file"))
        );

        Assert.That(
            DatabaseFailure.From(wrapped)!.Sentence,
            Is.EqualTo("PostgreSQL refused: 53100 could not extend file.")
        );
        Assert.That(DatabaseFailure.From(new InvalidOperationException("ours")), Is.Null);
    }

    [Test]
    public void A_connection_that_fails_says_why()
    {
        var refused = new NpgsqlException(
            "Failed to connect to 10.0.0.1:5432",
            new SocketException((int)SocketError.ConnectionRefused)
        );
        var unknown = new SocketException((int)SocketError.HostNotFound);
        var untrusted = new NpgsqlException(
            "Exception while performing SSL handshake",
            new AuthenticationException("The remote certificate is invalid: UntrustedRoot")
        );
        var lost = new NpgsqlException(
            "Exception while reading from stream",
            new IOException("Connection reset by peer")
        );

        Assert.That(
            new Exception[] { refused, unknown, untrusted, lost }.Select(reason =>
                DatabaseFailure.From(reason)!.ToString()
            ),
            Is.EqualTo(
                new[]
                {
                    "Failed to connect to 10.0.0.1:5432: Connection refused. "
                        + "See that PostgreSQL runs and listens at that address.",
                    $"The connection to PostgreSQL failed: {unknown.Message}. "
                        + "Check the host in DATABASE_URL, and this machine's DNS.",
                    "The connection to PostgreSQL failed: The remote certificate is invalid: UntrustedRoot. "
                        + "Check sslmode and sslrootcert in DATABASE_URL.",
                    "The connection to PostgreSQL failed: Connection reset by peer. "
                        + "Check the database and the network; the run can be repeated safely.",
                }
            )
        );
    }

    private static PostgresException Refusal(string state, string message) => new(message, "ERROR", "ERROR", state);
}
