using Kasparro.Infrastructure.Configuration;
using Kasparro.Testing;
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

    private const string Unencoded =
        "holds a character in its user or password that must be percent-encoded: "
        + "percent-encode it (/ as %2F, ? as %3F, # as %23, @ as %40, : as %3A)";

    private const string Unreadable = "can be read neither as postgres://… nor as Host=…;Database=…";
    private const string Unnamed = "has a parameter that neither PostgreSQL's clients nor Npgsql know";
    private const string Modes = "it may be disable, allow, prefer, require, verify-ca or verify-full";
    private const string Timeout = "has a value that connect_timeout cannot take; it may be 0 to 1024 seconds";
    private const string Port = "has a value that port cannot take; it may be 1 to 65535";

    [TestCase("hunter2", Unreadable)]
    [TestCase(
        "Host=h;Pasword=hunter2",
        "has the parameter 'pasword', which neither PostgreSQL's clients nor Npgsql know"
    )]
    [TestCase("Host=h;Password=hunter2;Port=many", "has a value that port cannot take; it may be a value of its kind")]
    [TestCase(
        "Host=h;Password=p;hunter2=x",
        "has an unknown keyword after the password; a password with a semicolon needs quotes"
    )]
    [TestCase("Host=h;Password=p;hunter2", Unreadable)]
    [TestCase("Username=u;Password=hunter2", "names no host")]
    [TestCase("dbname=db password=hunter2", "names no host")]
    [TestCase("host=h dbname=db password=hunter2 port=many", Port)]
    [TestCase("mysql://u:hunter2@h/db", "begins with another scheme than postgres://")]
    [TestCase("postgres://u:hunter2@h", "names no database: one is due after the host and a slash")]
    [TestCase("postgres://u:hunter2@h/", "names no database: one is due after the host and a slash")]
    [TestCase("postgres://u:hunter2@/db", "names no host")]
    [TestCase("postgres:///db", "names no host")]
    [TestCase("postgres://", "names no database: one is due after the host and a slash")]
    [TestCase("postgres://u:hunter2@h:port/db", Port)]
    [TestCase("postgres://u:hunter2@h:/db", Port)]
    [TestCase("postgres://u:hunter2@h:99999999999/db", Port)]
    [TestCase("postgres://u:hunter2@h:0/db", Port)]
    [TestCase("postgres://u:hun/ter2@h:5432/db", Unencoded)]
    [TestCase("postgres://u:1234/hunter2@h:5432/db", Unencoded)]
    [TestCase("postgres://u:a@b/hunter2@h:5432/db", Unencoded)]
    [TestCase("postgres://u:hun?ter2@h:5432/db", Unencoded)]
    [TestCase("postgres://u:12?hunter2@h:5432/db", Unencoded)]
    [TestCase("postgres://u:a@b/c?hunter2@h:5432/db", Unencoded)]
    [TestCase("postgres://hunter2/@h", Unencoded)]
    [TestCase("postgres://u:12?hunter2=x@h:5432/db", Unencoded)]
    [TestCase("postgres://u:hunter2/db?application_name=a@b", Unencoded)]
    [TestCase("postgres://u:hunter2@h/db?sslmode=hunter2", "has a value that sslmode cannot take; " + Modes)]
    [TestCase("postgres://u:hunter2@h/db?sslmode=99", "has a value that sslmode cannot take; " + Modes)]
    [TestCase("postgres://u:hunter2@h/db?connect_timeout=hunter2", Timeout)]
    [TestCase("postgres://u:hunter2@h/db?connect_timeout=99999999999", Timeout)]
    [TestCase("postgres://u:p@h/db?hun/ter2", Unnamed)]
    [TestCase(
        "postgres://u:hunter2@h/db?keepalive_idle=1",
        "has the parameter 'keepalive_idle', which neither PostgreSQL's clients nor Npgsql know"
    )]
    [TestCase(
        "postgres://u:hunter2@a,b/db?target_session_attrs=hunter2",
        "has a value that target_session_attrs cannot take; it may be "
            + "any, primary, standby, prefer-primary, prefer-standby, read-write or read-only"
    )]
    [Promise(15)]
    public void What_cannot_be_read_is_explained_without_a_part_of_it(string url, string problem)
    {
        var (read, problems) = From(("DATABASE_URL", url));
        Assert.That(read, Is.Null);
        Assert.That(problems, Is.EqualTo(new[] { $"DATABASE_URL {problem}. {Example}" }));
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
