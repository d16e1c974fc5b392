using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>What the process says of the link step that its commands end with.</summary>
public sealed class LinkStepTests : EtlFixture
{
    private const string Refusal = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON plain_names FOR EACH STATEMENT EXECUTE FUNCTION refuse();
        """;

    private readonly ScriptedSource _gecko = new ScriptedSource("coingecko").WithVersion(CoinGeckoMapping.Version);
    private readonly ScriptedSource _paprika = new("coinpaprika");

    [SetUp]
    public async Task StoreListings()
    {
        _gecko.Sends(new Coin("acme", "acm", "Acme", Price: "1.00"), new Coin("acme-2", "acm", "Acme", Price: "70"));
        await using var etl = EtlProcess.With(
            Database,
            _gecko,
            _paprika.Sends(new Coin("acm-other", "ACM", "Zenith", Price: "1.01"))
        );
        await etl.RunAsync("coinpaprika");
        await etl.IngestAsync("coingecko");
    }

    [Test]
    public async Task Assets_that_are_not_linked_because_another_source_is_locked_end_a_good_transformation_with_3()
    {
        await using var other = await LockAsync("psql of a person", "coinpaprika");

        var exit = await RunAsync("transform", "--source", "coingecko", "--output", "table");

        Assert.That(exit.Code, Is.EqualTo(3), exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Contain("Assets were not linked: ").And.Contain("psql of a person"));
        Assert.That(await CountAsync("asset_market_data WHERE source = 'coingecko'"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_link_step_that_the_database_refuses_ends_a_good_transformation_with_3()
    {
        await Database.ExecuteAsync(Refusal);

        var exit = await RunAsync("transform", "--source", "coingecko", "--output", "table");

        Assert.That(exit.Code, Is.EqualTo(3), exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Contain("Assets were not linked: ").And.Contain("no room"));
        Assert.That(await CountAsync("asset_market_data WHERE source = 'coingecko'"), Is.EqualTo(2));
    }

    [TestCase("link")]
    [TestCase("identity link coingecko:acme coinpaprika:acm-other --reason x")]
    public async Task A_link_while_another_process_transforms_is_not_done_and_ends_with_3(string command)
    {
        await using var other = await LockAsync("kasparro-etl elsewhere:1", "coinpaprika");

        var exit = await RunAsync([.. command.Split(' '), "--output", "table"]);

        Assert.That(exit.Code, Is.EqualTo(3), exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Contain("Assets were not linked, coinpaprika: kasparro-etl elsewhere:1"));
        Assert.That(await CountAsync("identity_decisions"), Is.Zero);
    }

    [Test]
    public async Task A_decision_that_waits_for_a_source_that_is_to_be_rebuilt_ends_with_3()
    {
        await using (var etl = EtlProcess.With(Database, _gecko))
            await etl.TransformAsync("coingecko", link: false);
        await Database.ExecuteAsync(
            "INSERT INTO pending_rebuilds (source, reason, noted_at) VALUES ('coinpaprika', 'a test', now())"
        );

        var exit = await RunAsync(
            "identity",
            "unlink",
            "coingecko:acme",
            "coinpaprika:acm-other",
            "--reason",
            "x",
            "--output",
            "table"
        );

        Assert.That(exit.Code, Is.EqualTo(3), exit.Output + exit.Errors);
        Assert.That(exit.Output, Does.Contain("No new links: coinpaprika is to be transformed"));
        Assert.That(await CountAsync("identity_decisions"), Is.Zero);
    }

    private Task<ForeignSession> LockAsync(string name, string source) =>
        ForeignSession.OpenAsync(
            Database,
            name,
            $"SELECT pg_advisory_lock({AdvisoryLocks.Transformation}, hashtext('{source}'))"
        );

    private Task<EtlHostExit> RunAsync(params string[] arguments) =>
        EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string> { ["ENABLED_SOURCES"] = "coingecko,coinpaprika" },
            arguments
        );
}
