using Kasparro.Testing;
using Kasparro.Testing.Database;

namespace Kasparro.ApiTests.Protection;

/// <summary>What only a real server and a process of its own show.</summary>
internal sealed class ServerTests
{
    private TestDatabase _database = null!;
    private RunningProgram _api = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _api = await RunningProgram.StartAsync(_database.ConnectionString);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _api.Dispose();
        await _database.DisposeAsync();
    }

    [TestCase("/sources")]
    [TestCase("/nowhere")]
    [TestCase("/data?limit=0")]
    public async Task No_response_names_its_server(string address)
    {
        using var response = await _api.Client.GetAsync(address);

        Assert.That(response.Headers.Contains("Server"), Is.False);
    }

    [Test, Promise(15)]
    public async Task No_series_of_the_metrics_carries_the_address_or_the_user_of_the_database()
    {
        var metrics = "";
        // The listener's session opens in the background.
        await Eventually.UntilAsync(async () =>
        {
            metrics = await _api.Client.GetStringAsync("/metrics");
            return metrics.Contains("listener", StringComparison.Ordinal);
        });

        // Kestrel's say where the API itself listens, which may be the database's machine.
        var series = metrics.Split('\n').Where(line => !line.StartsWith("kestrel_", StringComparison.Ordinal));
        var database = new Npgsql.NpgsqlConnectionStringBuilder(_database.ConnectionString);
        Assert.That(
            string.Join('\n', series),
            Does.Contain("pool_name=\"kasparro\"")
                .And.Contain("pool_name=\"kasparro listener\"")
                .And.Not.Contain(database.Host)
                .And.Not.Contain(database.Database)
                .And.Not.Contain("Username")
        );
    }
}
