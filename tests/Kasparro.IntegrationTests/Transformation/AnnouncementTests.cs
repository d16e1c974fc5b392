using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Npgsql;

namespace Kasparro.IntegrationTests.Transformation;

public sealed class AnnouncementTests : EtlFixture
{
    [Test, Promise(14)]
    public async Task A_transformation_announces_its_commit_to_processes_that_cache_pages()
    {
        await using var listener = await Database.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("LISTEN kasparro_silver", listener))
            await listen.ExecuteNonQueryAsync();
        var notifications = new List<string>();
        listener.Notification += (_, message) => notifications.Add(message.Channel);
        await using var etl = EtlProcess.With(Database, new ScriptedSource("coingecko").Sends(new Coin("bitcoin")));

        await etl.RunAsync("coingecko");
        await listener.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(notifications, Is.EqualTo(new[] { "kasparro_silver" }));
    }
}
