using System.Net;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;
using Kasparro.WebApi.Endpoints.Status;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kasparro.ApiTests.Endpoints.Status;

/// <summary>The database goes away for a while and comes back, as in a fail-over.</summary>
internal sealed class DatabaseOutageTests
{
    [Test]
    public async Task Started_stays_true_and_each_change_is_logged_once_with_its_reason()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var network = new CuttingProxy(database);
        await using var api = new ApiHost(network.ConnectionString);
        var log = new LogRecorder();
        using var configured = Logging(api, log);
        using var client = configured.CreateClient();
        var metrics = "";

        async Task<(HttpStatusCode Ready, HttpStatusCode Started)> LookAsync()
        {
            api.Time.Advance(TimeSpan.FromSeconds(2));
            metrics = await client.GetStringAsync("/metrics");
            using var ready = await client.GetAsync("/health/ready");
            using var started = await client.GetAsync("/health/started");
            return (ready.StatusCode, started.StatusCode);
        }

        Assert.That(await LookAsync(), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        network.IsDown = true;
        await database.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                + "AND pid <> pg_backend_pid()"
        );
        for (var look = 0; look < 3; look++)
            Assert.That(await LookAsync(), Is.EqualTo((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK)));
        Assert.That(metrics, Does.Contain("kasparro_database_up{} 0"));
        network.IsDown = false;
        Assert.That(await LookAsync(), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(metrics, Does.Contain("kasparro_database_up{} 1"));

        var changes = log.Lines.Where(line => line.Contains("database", StringComparison.Ordinal)).ToList();
        var notReady = changes.Single(line => line.Contains("is not ready because of its database"));
        Assert.That(notReady, Does.Not.Contain("migrations"), "its reason is the connection");
        Assert.That(changes.Count(line => line.Contains("is reachable and up to date")), Is.EqualTo(2));
    }

    [Test]
    public async Task A_database_that_does_not_respond_is_the_reason_that_is_logged()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var api = new ApiHost(database.ConnectionString);
        var log = new LogRecorder();
        using var configured = Logging(api, log);
        using var client = configured.CreateClient();
        await using var locked = await LockedTable.OfAsync(database, "transformations");

        var asked = client.GetAsync("/health/ready");
        await Eventually.UntilAsync(async () => await LockedTable.CountWaitingAsync(database) == 1);
        api.Time.Advance(TimeSpan.FromMinutes(1));
        using var ready = await asked;

        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(log.Lines, Has.One.Match("not ready because of its database. It did not respond within [0-9]+ s"));
    }

    private static WebApplicationFactory<RecentHealth> Logging(ApiHost api, LogRecorder log) =>
        api.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services => services.AddLogging(logging => logging.AddProvider(log)))
        );
}
