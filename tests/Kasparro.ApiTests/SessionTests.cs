using Kasparro.Infrastructure.Postgres.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.ApiTests;

internal sealed class SessionTests : ApiFixture
{
    [Test, Description("Starting another process takes ten times what a page takes.")]
    public async Task A_session_of_the_API_compiles_no_statement_and_starts_no_other_process()
    {
        var sessions = Api.Services.GetRequiredService<KasparroDatabase>().ReadDataSource;
        await using var read = sessions.CreateCommand(
            "SELECT current_setting('jit') || ' ' || current_setting('max_parallel_workers_per_gather')"
        );

        Assert.That(await read.ExecuteScalarAsync(), Is.EqualTo("off 0"));
    }
}
