using System.Net;
using Kasparro.Testing;
using Kasparro.Testing.Database;

namespace Kasparro.ApiTests.Errors;

internal sealed class UnhandledExceptionsTests
{
    [Test, Promise(15)]
    public async Task An_internal_error_says_nothing_of_its_cause()
    {
        await using var database = await TestDatabase.CreateAsync();
        await new Rows(database).MarketDataAsync("BTC", "Bitcoin");
        // A statement of ours that the server refuses, with a text of which nothing may reach a client.
        await database.ExecuteAsync(
            "CREATE OR REPLACE VIEW silver_version AS SELECT (random() || 'the-cause')::bigint AS version"
        );
        await using var api = new ApiHost(database.ConnectionString);
        using var client = api.CreateClient();

        foreach (var address in new[] { "/data", "/data?format=csv", "/assets", "/failures" })
        {
            using var response = await client.GetAsync(address);
            var body = await response.Content.ReadAsStringAsync();

            Assert.Multiple(() =>
            {
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError), $"{address}: {body}");
                Assert.That(body, Does.Contain("\"title\":\"Internal error\""));
                Assert.That(body, Does.Not.Contain("the-cause").And.Not.Contain("22P02").And.Not.Contain("Exception"));
                Assert.That(
                    response.Headers.SelectMany(header => header.Value),
                    Has.None.Contains("the-cause").And.None.Contains("Exception")
                );
            });
        }
    }
}
