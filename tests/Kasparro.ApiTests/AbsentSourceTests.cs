using Kasparro.Testing.Database;
using Kasparro.WebApi.Endpoints.Status;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Kasparro.ApiTests;

/// <summary>What a default ETL leaves out is not expected by a default API either.</summary>
internal sealed class AbsentSourceTests
{
    [TestCase(null, "[coingecko, coinpaprika]")]
    [TestCase("/srv/csv", "[coingecko, coinpaprika, csv]")]
    public async Task Without_a_path_no_run_of_csv_is_expected(string? path, string expected)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var api = new WebApplicationFactory<RecentHealth>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("DATABASE_URL", database.ConnectionString);
            builder.UseSetting("CSV_PATH", path);
        });
        using var client = api.CreateClient();

        foreach (var address in (string[])["/sources", "/health"])
        {
            var answer = await client.GetJsonAsync(address);
            var names = answer.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("source"));
            Assert.That($"[{string.Join(", ", names)}]", Is.EqualTo(expected), address);
        }
    }
}
