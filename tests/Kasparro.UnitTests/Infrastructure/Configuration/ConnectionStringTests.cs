using Kasparro.Infrastructure.Configuration;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Kasparro.UnitTests.Infrastructure.Configuration;

public sealed class ConnectionStringTests
{
    private const string Example = "Example: DATABASE_URL=postgres://kasparro:secret@localhost:5432/kasparro";

    [TestCase("postgres://user:pass@host:6543/db", "host", 6543, "user", "pass", "db")]
    [TestCase("postgresql://user:pass@host/db", "host", 5432, "user", "pass", "db")]
    [TestCase("POSTGRES://user:pass@host/db", "host", 5432, "user", "pass", "db")]
    [TestCase("postgres://us%40er:p%3Aa%2Fs%40s%25%20%26%3B@host/d%2Fb", "host", 5432, "us@er", "p:a/s@s% &;", "d/b")]
    [TestCase("postgres://user:p:a;s'\"s@host/db", "host", 5432, "user", "p:a;s'\"s", "db")]
    [TestCase("postgres://user:p@ss@host/db", "host", 5432, "user", "p@ss", "db")]
    [TestCase("postgres://user:p+s@host/db", "host", 5432, "user", "p+s", "db")]
    [TestCase("postgres://user@host/db", "host", 5432, "user", null, "db")]
    [TestCase("postgres://user:@host/db", "host", 5432, "user", null, "db")]
    [TestCase("postgres://host/db", "host", 5432, null, null, "db")]
    [TestCase("postgres://host/db/", "host", 5432, null, null, "db")]
    [TestCase("postgres://host:6543/db", "host", 6543, null, null, "db")]
    [TestCase("postgres://user:pass@[::1]:6543/db", "::1", 6543, "user", "pass", "db")]
    [TestCase("postgres://user:pass@[2001:db8::1]/db", "2001:db8::1", 5432, "user", "pass", "db")]
    [TestCase("postgres://user:pass@a:5432,b:5433/db", "a:5432,b:5433", 5432, "user", "pass", "db")]
    [TestCase("postgres://user:pass@a,b/db", "a,b", 5432, "user", "pass", "db")]
    [TestCase("postgres://user:pass@[::1]:5432,[::2]:5433/db", "[::1]:5432,[::2]:5433", 5432, "user", "pass", "db")]
    [TestCase("postgres://user:pass@/db?host=/var/run/postgresql", "/var/run/postgresql", 5432, "user", "pass", "db")]
    [TestCase("postgres:///db?host=/var/run/postgresql", "/var/run/postgresql", 5432, null, null, "db")]
    [TestCase("postgres://user@%2Fvar%2Frun%2Fpostgresql/db", "/var/run/postgresql", 5432, "user", null, "db")]
    [TestCase("postgres://user@%2Fvar%2Frun%2Fpostgresql:6543/db", "/var/run/postgresql", 6543, "user", null, "db")]
    [TestCase("postgres://user@:6543/db?host=/var/run/postgresql", "/var/run/postgresql", 6543, "user", null, "db")]
    [TestCase("postgres://host/db?application_name=me@home", "host", 5432, null, null, "db")]
    [TestCase("postgres://user@host?dbname=a@b", "host", 5432, "user", null, "a@b")]
    [TestCase("Host=host;Port=6543;Username=user;Password='p;a';Database=db", "host", 6543, "user", "p;a", "db")]
    [TestCase("Server=host;User Id=user;Database=db", "host", 5432, "user", null, "db")]
    public void Both_forms_are_read(string url, string host, int port, string? user, string? password, string database)
    {
        var read = Read(("DATABASE_URL", url));
        Assert.That(
            (read.Host, read.Port, read.Username, read.Password, read.Database),
            Is.EqualTo((host, port, user, password, database))
        );
    }

    [Test]
    public void Parameters_of_an_address_are_those_that_other_programs_know()
    {
        var read = Read(
            (
                "DATABASE_URL",
                "postgres://u:p@h/db?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem"
                    + "&connect_timeout=7&application_name=my%20app&channel_binding=require"
            )
        );
        Assert.That(
            (read.SslMode, read.RootCertificate, read.Timeout, read.ApplicationName, read.ChannelBinding),
            Is.EqualTo((SslMode.VerifyFull, "/etc/ca.pem", 7, "my app", ChannelBinding.Require))
        );
    }

    [Test]
    public void Parameters_may_be_Npgsqls_own() =>
        Assert.That(
            Read(("DATABASE_URL", "postgres://u:p@h/db?Maximum%20Pool%20Size=3&keepalive=9"))
                is { MaxPoolSize: 3, KeepAlive: 9 },
            Is.True
        );

    [TestCase("postgres://u:p@a:5432,b:5433/db?target_session_attrs=read-write", "read-write")]
    [TestCase("Host=a,b;Database=db;Target Session Attributes=prefer-standby", "prefer-standby")]
    public void Several_hosts_are_chosen_by_what_they_are(string url, string attributes) =>
        Assert.That(Read(("DATABASE_URL", url)).TargetSessionAttributes, Is.EqualTo(attributes));

    [Test]
    public void What_is_not_said_has_our_defaults_and_what_is_said_stays()
    {
        var defaults = Read(("DATABASE_URL", "postgres://h/db"));
        Assert.That(
            (defaults.Timeout, defaults.ApplicationName, defaults["GSS Encryption Mode"].ToString()),
            Is.EqualTo((5, "kasparro", "Disable"))
        );
        var said = Read(("DATABASE_URL", "Host=h;Timeout=60;Application Name=mine"));
        Assert.That((said.Timeout, said.ApplicationName), Is.EqualTo((60, "mine")));
    }

    [Test]
    public void The_parts_are_the_alternative()
    {
        var read = Read(
            ("POSTGRES_DB", "db"),
            ("POSTGRES_USER", "user"),
            ("POSTGRES_PASSWORD", "p;a='s s"),
            ("POSTGRES_HOST", "host"),
            ("POSTGRES_PORT", "6543")
        );
        Assert.That(
            (read.Host, read.Port, read.Username, read.Password, read.Database),
            Is.EqualTo(("host", 6543, "user", "p;a='s s", "db"))
        );
        var least = Read(("POSTGRES_DB", "db"), ("POSTGRES_USER", "user"));
        Assert.That((least.Host, least.Port, least.Password), Is.EqualTo(("localhost", 5432, (string?)null)));
    }

    [Test]
    public void DATABASE_URL_wins_over_the_parts() =>
        Assert.That(
            Read(
                ("DATABASE_URL", "postgres://a/x"),
                ("POSTGRES_DB", "db"),
                ("POSTGRES_USER", "user"),
                ("POSTGRES_HOST", "b")
            )
                is { Host: "a", Database: "x", Username: null },
            Is.True
        );

    [TestCase]
    [TestCase("POSTGRES_DB")]
    [TestCase("POSTGRES_USER")]
    [TestCase("POSTGRES_HOST", "POSTGRES_PASSWORD")]
    public void Where_neither_way_says_it_that_is_the_problem(params string[] variables)
    {
        var (read, problems) = From([.. variables.Select(variable => (variable, "x"))]);
        Assert.That(read, Is.Null);
        Assert.That(
            problems,
            Is.EqualTo(
                new[]
                {
                    "DATABASE_URL is missing, and so is POSTGRES_DB with POSTGRES_USER: one of the two "
                        + $"ways must say where PostgreSQL is. {Example}",
                }
            )
        );
    }

    private static NpgsqlConnectionStringBuilder Read(params (string Variable, string Value)[] values)
    {
        var (read, problems) = From(values);
        Assert.That(problems, Is.Empty);
        return new NpgsqlConnectionStringBuilder(read);
    }

    private static (string? Read, IReadOnlyList<string> Problems) From(params (string Variable, string Value)[] values)
    {
        var settings = SettingsOf(values);
        return (ConnectionString.From(settings.Bind<DatabaseSettings>(), settings), settings.Problems);
    }

    private static Settings SettingsOf(params (string Variable, string Value)[] values) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(values.ToDictionary(pair => pair.Variable, pair => (string?)pair.Value))
                .Build()
        );
}
