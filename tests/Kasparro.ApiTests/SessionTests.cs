using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Testing;
using Kasparro.Testing.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.ApiTests;

internal sealed class SessionTests : ApiFixture
{
    [Test, Description("Starting another process takes ten times what a page takes.")]
    public async Task A_session_of_the_API_compiles_no_statement_and_starts_no_other_process()
    {
        Assert.That(await ReadSettingsAsync(Api), Is.EqualTo("off 0"));
    }

    [Test]
    public async Task So_does_one_of_an_API_whose_database_was_away_at_its_start_once_it_is_back()
    {
        await using var network = new CuttingProxy(Database) { IsDown = true };
        await using var api = new ApiHost(network.ConnectionString);
        using var client = api.CreateClient();

        network.IsDown = false;

        await Eventually.UntilAsync(async () =>
        {
            api.Time.Advance(TimeSpan.FromSeconds(5));
            return await ReadSettingsAsync(api) == "off 0";
        });
    }

    private static async Task<string> ReadSettingsAsync(ApiHost api)
    {
        var sessions = api.Services.GetRequiredService<KasparroDatabase>().ReadDataSource;
        await using var read = sessions.CreateCommand(
            "SELECT current_setting('jit') || ' ' || current_setting('max_parallel_workers_per_gather')"
        );
        return (string)(await read.ExecuteScalarAsync())!;
    }
}
