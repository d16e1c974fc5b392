using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Identity;

/// <summary>Of two coins with one label, the larger one has it as it is; the other is disambiguated.</summary>
public sealed class PlainNamesTests : EtlFixture
{
    private readonly ScriptedSource _source = new("coingecko");

    [Test]
    public async Task A_plain_name_moves_to_the_coin_that_is_larger_in_three_runs_and_not_before()
    {
        await using var etl = EtlProcess.With(Database, _source);
        var holders = new List<string?>();
        foreach (var (day, cap) in new[] { (1, "10"), (2, "900"), (3, "900"), (4, "900") })
            holders.Add(await RunAsync(etl, day, cap));

        Assert.That(holders, Is.EqualTo(["first", "first", "first", "second"]));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True, "who has a name is no difference");
    }

    [Test]
    public async Task A_run_in_which_the_coin_is_not_larger_starts_the_count_again()
    {
        await using var etl = EtlProcess.With(Database, _source);
        var holders = new List<string?>();
        foreach (
            var (day, cap) in new[] { (1, "10"), (2, "900"), (3, "900"), (4, "10"), (5, "900"), (6, "900"), (7, "900") }
        )
            holders.Add(await RunAsync(etl, day, cap));

        Assert.That(holders, Is.EqualTo(["first", "first", "first", "first", "first", "first", "second"]));
    }

    [Test]
    public async Task A_source_without_newer_prices_does_not_stop_the_count()
    {
        var silent = new ScriptedSource("coinpaprika").Sends(new Coin("other", "oth", "Other"));
        await using var etl = EtlProcess.With(Database, _source, silent);
        await etl.RunAsync("coinpaprika");
        var holders = new List<string?>();
        foreach (var (day, cap) in new[] { (1, "10"), (2, "900"), (3, "900"), (4, "900") })
            holders.Add(await RunAsync(etl, day, cap));

        Assert.That(holders, Is.EqualTo(["first", "first", "first", "second"]));
    }

    [Test]
    public async Task Until_names_are_assigned_by_size_the_first_id_has_the_plain_one()
    {
        _source.Sends(new Coin("second", "acm", "Acme", MarketCap: "900"), new Coin("first", "acm", "Acme"));
        await using var etl = EtlProcess.With(Database, _source);
        await etl.RunAsync("coingecko", link: false);

        Assert.That(await HolderAsync(), Is.EqualTo("first"));
    }

    /// <returns>The coin that has the plain name after it.</returns>
    private async Task<string?> RunAsync(EtlProcess etl, int day, string capOfSecond)
    {
        var at = $"2026-01-0{day}T00:00:00Z";
        _source
            .SendsNothing()
            .Sends(
                new Coin("first", "acm", "Acme", MarketCap: "100", LastUpdated: at),
                new Coin("second", "acm", "Acme", MarketCap: capOfSecond, LastUpdated: at)
            );
        await etl.RunAsync("coingecko");
        return await HolderAsync();
    }

    private Task<string?> HolderAsync() =>
        Database.ScalarAsync<string>(
            "SELECT source_asset_id FROM asset_sources JOIN assets USING (asset_id) WHERE name = 'Acme'"
        );
}
