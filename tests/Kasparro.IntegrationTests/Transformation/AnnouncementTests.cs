using Kasparro.Application.Retention;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>What changes market data is announced to processes that cache pages.</summary>
public sealed class AnnouncementTests : EtlFixture
{
    private readonly ScriptedSource _source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));

    [Test, Promise(14)]
    public async Task A_transformation_announces_its_commit_to_processes_that_cache_pages()
    {
        await using var etl = EtlProcess.With(Database, _source);

        Assert.That(await AnnouncementsAsync(() => etl.RunAsync("coingecko")), Is.EqualTo(new[] { "kasparro_silver" }));
    }

    [Test]
    public async Task Retention_announces_that_prices_left()
    {
        var days = new Dictionary<string, string?> { ["RETENTION_DAYS"] = "coingecko=30" };
        await using var etl = EtlProcess.With(Database, new FakeTimeProvider(Clocks.Start), days, _source);
        await etl.RunAsync("coingecko");

        var announcements = await AnnouncementsAsync(() => etl.SendAsync(new ApplyRetention("coingecko")));

        Assert.That(announcements, Is.EqualTo(new[] { "kasparro_silver" }));
    }

    [Test]
    public async Task A_link_step_announces_that_listings_moved()
    {
        var other = new ScriptedSource("coinpaprika").Sends(new Coin("btc-bitcoin"));
        await using var etl = EtlProcess.With(Database, _source, other);
        await etl.RunAsync("coingecko", link: false);
        await etl.RunAsync("coinpaprika", link: false);

        Assert.That(await AnnouncementsAsync(() => etl.LinkAsync()), Is.EqualTo(new[] { "kasparro_silver" }));
    }

    private async Task<IReadOnlyList<string>> AnnouncementsAsync(Func<Task> work)
    {
        await using var listener = await Database.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("LISTEN kasparro_silver", listener))
            await listen.ExecuteNonQueryAsync();
        var notifications = new List<string>();
        listener.Notification += (_, message) => notifications.Add(message.Channel);

        await work();
        await listener.WaitAsync(TimeSpan.FromSeconds(10));
        return notifications;
    }
}
