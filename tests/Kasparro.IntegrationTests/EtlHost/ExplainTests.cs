using Kasparro.Testing;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.EtlHost;

public sealed class ExplainTests : EtlFixture
{
    [Test, Promise(18)]
    public async Task A_number_is_explained_to_a_person()
    {
        var asset = await RunAsync();

        var exit = await ExplainAsync(asset, "2026-01-01T00:00:00Z");

        Assert.That(exit.Code, Is.Zero, exit.Errors);
        Assert.That(
            exit.Output,
            Does.StartWith("BTC Bitcoin from coingecko at 2026-01-01 00:00:00 UTC: 97245.120 USD")
                .And.Contain("current_price = 97245.120")
                .And.Contain("\"current_price\":97245.120,")
                .And.Contain("page 1")
                .And.Contain("because bitcoin is linked by")
                .And.Contain("Mapping     scripted/1\n")
        );
    }

    [Test]
    public async Task What_was_replaced_and_what_was_said_again_have_a_line_each_and_what_is_current_has_none()
    {
        var asset = await RunAsync("100", "101", "100");
        await RunAsync("csv", ["7", "8", "7"]);

        var exit = await ExplainAsync(asset, "2026-01-01T00:00:00Z");

        var lines = exit.Output.Split('\n');
        Assert.That(lines[0], Does.EndWith(": 100 USD"), exit.Errors);
        Assert.That(lines.Count(line => line.StartsWith("Said again", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(
            lines
                .Where(line => line.StartsWith("Replaced", StringComparison.Ordinal))
                .Select(line => line.Split(" of ")[0]),
            Is.EqualTo(["Replaced    101 USD", "Replaced    100 USD"])
        );
    }

    [Test]
    public async Task What_is_not_there_is_said()
    {
        var asset = await RunAsync();

        var exit = await ExplainAsync(asset, "2026-01-02T00:00:00Z");

        Assert.That(exit.Code, Is.EqualTo(3));
        Assert.That(
            exit.Errors,
            Does.StartWith($"There is no market data of asset {asset} from coingecko at 2026-01-02")
        );
    }

    [Test]
    public async Task A_time_that_is_off_ends_with_2()
    {
        var exit = await ExplainAsync(Guid.Empty.ToString(), "yesterday");

        Assert.That(exit.Code, Is.EqualTo(2));
        Assert.That(exit.Errors, Does.Contain("--at is 'yesterday'; it must be a time such as"));
    }

    private Task<EtlHostExit> ExplainAsync(string asset, string at) =>
        EtlHostProcess.RunAsync(
            Database,
            null,
            ["explain", "--asset", asset, "--source", "coingecko", "--at", at, "--output", "table"]
        );

    private async Task<string> RunAsync(params string[] prices)
    {
        await RunAsync("coingecko", prices is [] ? ["97245.120"] : prices);
        return (await Database.ScalarAsync<Guid>("SELECT asset_id FROM asset_market_data")).ToString();
    }

    private async Task RunAsync(string name, string[] prices)
    {
        var source = new ScriptedSource(name);
        await using var etl = EtlProcess.With(Database, source);
        foreach (var price in prices)
        {
            source.SendsNothing().Sends(new Coin("bitcoin", Price: price));
            await etl.RunAsync(name);
        }
    }
}
