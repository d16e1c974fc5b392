using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

/// <summary>What a person sees and decides about listings on the command line.</summary>
public sealed class IdentityCommandTests : EtlFixture
{
    private const string First = "coingecko:acme";
    private const string Second = "coinpaprika:acm-other";

    [SetUp]
    public async Task StoreListingsAsync()
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(new Coin("acme", "acm", "Acme", Price: "1.00")),
            new ScriptedSource("coinpaprika").Sends(new Coin("acm-other", "ACM", "Zenith", Price: "1.01"))
        );
        await etl.RunAsync("coingecko");
        await etl.RunAsync("coinpaprika");
        await etl.LinkAsync();
    }

    [Test]
    public async Task A_person_sees_candidates_links_them_sees_who_decided_and_parts_them_again()
    {
        var before = await RunAsync("list");
        var candidates = await RunAsync("candidates");
        var linked = await RunAsync("link", First, Second, "--reason", "the project says so");
        var together = await CountAsync("assets");
        var none = await RunAsync("candidates");
        var shown = await RunAsync("show", First);
        var parted = await RunAsync("unlink", First, Second, "--reason", "they were two after all");
        var listed = await RunAsync("list");

        Assert.That(before.Output, Is.EqualTo("Nothing was decided.\n"));
        Assert.That(
            candidates.Output,
            Is.EqualTo($"{First} acm \"Acme\" 1.00  |  {Second} ACM \"Zenith\" 1.01  |  ratio 1.01\n")
        );
        Assert.That((linked.Code, together), Is.EqualTo((0, 1L)), linked.Output + linked.Errors);
        Assert.That(none.Output, Is.EqualTo("No listings are left to decide about.\n"));
        Assert.That(
            shown.Output,
            Does.Match(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC +\d+  link .*the project says so")
                .And.Contain($"{First} = {Second}")
        );
        Assert.That((parted.Code, await CountAsync("assets")), Is.EqualTo((0, 2L)), parted.Output + parted.Errors);
        Assert.That(listed.Output.Split('\n')[0], Does.Contain("unlink").And.Contain("they were two after all"));
    }

    [TestCase("coingecko:acme", "coingecko:other", "two listings of one source are never one coin")]
    [TestCase("coingecko:acme", "coinpaprika:missing", "coinpaprika:missing")]
    [TestCase("coingecko:acme", "acm-other", "second is 'acm-other'; it must be source:id, such as coingecko:bitcoin.")]
    public async Task What_cannot_be_decided_is_refused_and_named(string first, string second, string sentence)
    {
        var refused = await RunAsync("link", first, second, "--reason", "x");

        Assert.That(refused.Code, Is.EqualTo(2), refused.Output);
        Assert.That(refused.Errors, Does.Contain(sentence));
        Assert.That(await CountAsync("identity_decisions"), Is.Zero);
    }

    [Test]
    public async Task The_first_colon_ends_the_source_and_any_other_belongs_to_the_id()
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coinpaprika").Sends(new Coin("acm:v2", "ACM", "Acme v2", Price: "9"))
        );
        await etl.RunAsync("coinpaprika");

        var linked = await RunAsync("link", First, "coinpaprika:acm:v2", "--reason", "x");

        Assert.That(linked.Code, Is.Zero, linked.Output + linked.Errors);
        Assert.That(
            await Database.RowsAsync("SELECT second_source, second_source_asset_id FROM identity_decisions"),
            Is.EqualTo(
                (string[][])
                    [
                        ["coinpaprika", "acm:v2"],
                    ]
            )
        );
    }

    [Test]
    public async Task As_many_candidates_are_listed_as_are_asked_for()
    {
        await using var etl = EtlProcess.With(
            Database,
            new ScriptedSource("coingecko").Sends(new Coin("tone", "ton", "Toncoin", MarketCap: "1")),
            new ScriptedSource("coinpaprika").Sends(new Coin("ton-open", "TON", "The Open Network", MarketCap: "1"))
        );
        await etl.RunAsync("coingecko");
        await etl.RunAsync("coinpaprika");

        var all = await RunAsync("candidates");
        var one = await RunAsync("candidates", "--limit", "1");

        Assert.That(all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2), all.Errors);
        Assert.That(one.Output, Is.EqualTo($"{all.Output.Split('\n')[0]}\n"));
    }

    [Test]
    public async Task A_listing_about_which_nothing_was_decided_says_so() =>
        Assert.That((await RunAsync("show", First)).Output, Is.EqualTo($"Nothing was decided about {First}.\n"));

    private Task<EtlHostExit> RunAsync(params string[] arguments) =>
        EtlHostProcess.RunAsync(
            Database,
            new Dictionary<string, string> { ["ENABLED_SOURCES"] = "coingecko,coinpaprika", ["LOG_LEVEL"] = "warning" },
            ["identity", .. arguments]
        );
}
