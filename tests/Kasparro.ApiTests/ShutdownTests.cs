using System.Diagnostics;
using System.Net;
using Kasparro.Testing;
using Kasparro.Testing.Database;

namespace Kasparro.ApiTests;

/// <summary>The program itself, stopped as a container is.</summary>
internal sealed class ShutdownTests
{
    [Test]
    public async Task SIGTERM_lets_the_request_in_progress_end_and_then_the_program()
    {
        await using var database = await TestDatabase.CreateAsync();
        await new Rows(database).MarketDataAsync("BTC", "Bitcoin");
        using var api = await RunningProgram.StartAsync(database.ConnectionString);

        Task<HttpResponseMessage> request;
        await using (await LockedTable.OfAsync(database))
        {
            request = api.Client.GetAsync("/data");
            await Eventually.UntilAsync(async () => await LockedTable.CountWaitingAsync(database) == 1);
            using (var kill = Process.Start("kill", ["-TERM", $"{api.Id}"]))
                await kill.WaitForExitAsync();
            await api.LineAsync("is shutting down");
        }

        using var response = await request;
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await api.EndAsync(), Is.Zero);
    }

    [Test]
    public async Task A_request_that_takes_longer_than_the_time_to_stop_does_not_hold_the_program_up()
    {
        await using var database = await TestDatabase.CreateAsync();
        await new Rows(database).MarketDataAsync("BTC", "Bitcoin");
        using var api = await RunningProgram.StartAsync(
            database.ConnectionString,
            ("API_SHUTDOWN_TIMEOUT", "1s"),
            ("API_REQUEST_TIMEOUT", "10m")
        );

        await using var locked = await LockedTable.OfAsync(database);
        var request = api.Client.GetAsync("/data");
        await Eventually.UntilAsync(async () => await LockedTable.CountWaitingAsync(database) == 1);
        using (var kill = Process.Start("kill", ["-TERM", $"{api.Id}"]))
            await kill.WaitForExitAsync();

        await api.EndAsync().WaitAsync(TimeSpan.FromSeconds(15));
        Assert.That(async () => await request, Throws.InstanceOf<HttpRequestException>());
    }
}
