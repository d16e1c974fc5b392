using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Kasparro.Testing.Database;
using Kasparro.WebApi.Configuration;

namespace Kasparro.ApiTests;

/// <summary>The program itself, told to end as a container is.</summary>
internal sealed partial class ShutdownTests
{
    [Test]
    public async Task SIGTERM_lets_the_request_that_is_under_way_end_and_then_the_program()
    {
        await using var database = await TestDatabase.CreateAsync();
        await new Rows(database).MarketDataAsync("BTC", "Bitcoin");
        var start = new ProcessStartInfo("dotnet", [typeof(ApiSettings).Assembly.Location])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DATABASE_URL"] = database.ConnectionString;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        using var api = Process.Start(start)!;
        using var client = new HttpClient
        {
            BaseAddress = new Uri(Address().Match(await LineAsync(api, "Now listening on")).Value),
        };

        Task<HttpResponseMessage> asked;
        await using (await LockedMarketData.OfAsync(database))
        {
            asked = client.GetAsync("/data");
            await Eventually.UntilAsync(async () => await LockedMarketData.CountWaitingAsync(database) == 1);
            using (var kill = Process.Start("kill", ["-TERM", $"{api.Id}"]))
                await kill.WaitForExitAsync();
            await LineAsync(api, "is shutting down");
        }

        using var answer = await asked;
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await api.StandardOutput.ReadToEndAsync();
        await api.WaitForExitAsync();
        Assert.That(api.ExitCode, Is.Zero);
    }

    private static async Task<string> LineAsync(Process process, string with)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains(with, StringComparison.Ordinal))
                return line;
        throw new InvalidOperationException($"The program ended without saying '{with}'.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
