using Kasparro.Infrastructure.Configuration;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Kasparro.UnitTests.Infrastructure.Configuration;

public sealed class AddressSpellingTests
{
    [TestCase("postgresql+psycopg2://u:p@h/db")]
    [TestCase("postgresql+asyncpg://u:p@h/db")]
    [TestCase("postgres+asyncpg://u:p@h/db")]
    [TestCase("postgis://u:p@h/db")]
    [TestCase("pgsql://u:p@h/db")]
    [TestCase("jdbc:postgresql://h/db?user=u&password=p")]
    [TestCase("host=h dbname=db user=u password=p")]
    [TestCase("host = h dbname='db' user=u password='p'")]
    public void Other_programs_have_other_forms_of_the_same(string text) =>
        Assert.That(
            Read(("DATABASE_URL", text)) is { Host: "h", Database: "db", Username: "u", Password: "p" },
            Is.True
        );

    [Test]
    public void A_value_in_quotes_may_hold_anything() =>
        Assert.That(
            Read(("DATABASE_URL", @"host=h dbname=db password='a b\'c\\d=e'")).Password,
            Is.EqualTo(@"a b'c\d=e")
        );

    [Test]
    public void What_psql_takes_is_taken()
    {
        var read = Read(
            (
                "DATABASE_URL",
                "postgresql://u:p@h/db?keepalives=1&keepalives_idle=30&keepalives_interval=10&gssencmode=prefer"
                    + "&sslmode=verify-ca&sslcert=/c.pem&sslkey=/k.pem&sslpassword=s&sslnegotiation=direct"
                    + "&options=-c%20search_path%3Dapp&passfile=/p&require_auth=scram-sha-256,md5"
                    + "&load_balance_hosts=random"
            )
        );
        Assert.That(
            (read.TcpKeepAlive, read.TcpKeepAliveTime, read.TcpKeepAliveInterval, read.GssEncryptionMode),
            Is.EqualTo((true, 30, 10, GssEncryptionMode.Prefer))
        );
        Assert.That(
            (read.SslMode, read.SslCertificate, read.SslKey, read.SslPassword, read.SslNegotiation),
            Is.EqualTo((SslMode.VerifyCA, "/c.pem", "/k.pem", "s", SslNegotiation.Direct))
        );
        Assert.That(
            (read.Options, read.Passfile, read.RequireAuth, read.LoadBalanceHosts),
            Is.EqualTo(("-c search_path=app", "/p", "ScramSHA256,MD5", true))
        );
    }

    [TestCase("application_name=mine&fallback_application_name=theirs", ExpectedResult = "mine")]
    [TestCase("fallback_application_name=theirs&application_name=mine", ExpectedResult = "mine")]
    [TestCase("fallback_application_name=theirs", ExpectedResult = "theirs")]
    public string? A_name_wins_over_one_to_fall_back_on(string parameters) =>
        Read(("DATABASE_URL", $"postgres://u:p@h/db?{parameters}")).ApplicationName;

    [TestCase("sslrootcert=system", SslMode.VerifyFull)]
    [TestCase("ssl=true", SslMode.Require)]
    [TestCase("ssl=false", SslMode.Disable)]
    [TestCase("sslmode=no-verify", SslMode.Require)]
    [TestCase("ssl=verify-full", SslMode.VerifyFull)]
    public void TLS_is_asked_for_in_many_ways(string parameter, SslMode mode) =>
        Assert.That(Read(("DATABASE_URL", $"postgres://u:p@h/db?{parameter}")).SslMode, Is.EqualTo(mode));

    [TestCase("schema=public", "schema")]
    [TestCase("pgbouncer=true&connection_limit=1&pool_timeout=20", "pgbouncer, connection_limit, pool_timeout")]
    [TestCase("statement_cache_capacity=0", "statement_cache_capacity")]
    [TestCase("supa=base-pooler.x", "supa")]
    [TestCase("CurrentSchema=app&POOL_SIZE=5", "CurrentSchema, POOL_SIZE")]
    [TestCase(
        "preferQueryMode=simple&defaultRowFetchSize=100&conn_max_age=600",
        "preferQueryMode, defaultRowFetchSize, conn_max_age"
    )]
    [TestCase("tcp_user_timeout=1000&keepalives_count=3", "tcp_user_timeout, keepalives_count")]
    public void What_is_meant_for_another_tool_is_ignored_with_a_warning(string parameters, string names)
    {
        var settings = SettingsOf(("DATABASE_URL", $"postgres://u:p@h/db?{parameters}&sslmode=require"));
        var read = ConnectionString.From(settings.Bind<DatabaseSettings>(), settings);

        Assert.That(new NpgsqlConnectionStringBuilder(read).SslMode, Is.EqualTo(SslMode.Require));
        Assert.That(settings.Problems, Is.Empty);
        Assert.That(
            settings.Warnings,
            Is.EqualTo(new[] { $"DATABASE_URL has parameters without effect here: {names}" })
        );
    }

    [TestCase("1", ExpectedResult = true)]
    [TestCase("0", ExpectedResult = false)]
    public bool Connections_are_kept_alive_unless_the_address_says_no(string value) =>
        Read(("DATABASE_URL", $"postgresql://u:p@h/db?keepalives={value}")).TcpKeepAlive;

    [TestCase("scram-sha-256,md5", ExpectedResult = "ScramSHA256,MD5")]
    [TestCase("password, gss", ExpectedResult = "Password,GSS")]
    [TestCase("sspi,none", ExpectedResult = "SSPI,None")]
    public string? Ways_to_prove_who_one_is_have_the_names_of_libpq(string value) =>
        Read(("DATABASE_URL", $"postgres://u:p@h/db?require_auth={value}")).RequireAuth;

    [TestCase("random", ExpectedResult = true)]
    [TestCase("disable", ExpectedResult = false)]
    public bool Hosts_take_turns_where_the_address_says_so(string value) =>
        Read(("DATABASE_URL", $"postgresql://u:p@h,i/db?load_balance_hosts={value}")).LoadBalanceHosts;

    [Test]
    public void Another_way_to_take_turns_is_refused() =>
        Assert.That(
            From(("DATABASE_URL", "postgresql://u:p@h,i/db?load_balance_hosts=often")).Problems.Single(),
            Does.Contain("load_balance_hosts").And.Contain("disable or random")
        );

    [Test]
    public void A_port_out_of_range_is_the_ports_problem() =>
        Assert.That(
            From(("POSTGRES_DB", "db"), ("POSTGRES_USER", "u"), ("POSTGRES_PORT", "65536")).Problems,
            Is.EqualTo(new[] { "POSTGRES_PORT is 65536; it may be 1 to 65535. Example: POSTGRES_PORT=5432" })
        );

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
