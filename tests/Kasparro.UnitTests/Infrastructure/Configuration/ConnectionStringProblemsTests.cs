using Kasparro.Infrastructure.Configuration;
using Kasparro.Testing;
using Microsoft.Extensions.Configuration;

namespace Kasparro.UnitTests.Infrastructure.Configuration;

/// <summary>What is said of an address that cannot be read.</summary>
public sealed class ConnectionStringProblemsTests
{
    private const string Example = "Example: DATABASE_URL=postgres://kasparro:secret@localhost:5432/kasparro";

    private const string Unencoded =
        "holds a character in its user or password that must be percent-encoded: "
        + "percent-encode it (/ as %2F, ? as %3F, # as %23, @ as %40, : as %3A)";

    private const string Unreadable = "can be read neither as postgres://… nor as Host=…;Database=…";
    private const string Unnamed = "has a parameter that neither PostgreSQL's clients nor Npgsql know";
    private const string Modes = "it may be disable, allow, prefer, require, verify-ca or verify-full";
    private const string Timeout = "has a value that connect_timeout cannot take; it may be 0 to 1024 seconds";
    private const string Quoted = "is in quotes, which are a part of it here: take them away";
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
    [TestCase("postgres://u:hunter2@h:99999/db", "names the port 99999; it may be 1 to 65535")]
    [TestCase("postgres://u:hunter2@a:5432,b:99999/db", "names the port '99999'; it may be 1 to 65535")]
    [TestCase("\"postgres://u:hunter2@h/db\"", Quoted)]
    [TestCase("`host=h password=hunter2`", Quoted)]
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

    [TestCase("http://h", "names a host with a scheme such as http://; a host alone is due")]
    [TestCase("h:many", "names the port 'many'; it may be 1 to 65535")]
    public void A_host_that_is_none_is_explained(string host, string problem) =>
        Assert.That(
            From(("POSTGRES_HOST", host), ("POSTGRES_DB", "db"), ("POSTGRES_USER", "u")).Problems,
            Is.EqualTo(new[] { $"POSTGRES_HOST {problem}. Example: POSTGRES_HOST=localhost" })
        );

    [TestCase("h:5432"), TestCase("h:1,i:65535")]
    [TestCase("::1"), TestCase("[::1]"), TestCase("[::1]:6543"), TestCase("[::1],[::2]:5433,h")]
    [TestCase("/run/postgresql"), TestCase("/run/a:b"), TestCase("@a:b")]
    public void A_host_with_or_without_a_port_and_a_folder_of_sockets_are_no_problem(string host) =>
        Assert.That(From(("POSTGRES_HOST", host), ("POSTGRES_DB", "db"), ("POSTGRES_USER", "u")).Problems, Is.Empty);

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
