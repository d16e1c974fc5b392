using System.Net;
using Kasparro.Application.MarketData;
using Kasparro.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.ApiTests.Protection;

/// <summary>One request at a time is let in here: who waits shows who keeps a place.</summary>
internal sealed class SlowReaderTests : ApiFixture
{
    protected override (string Variable, string Value)[] Settings =>
        [("API_MAX_CONCURRENT", "1"), ("API_REQUEST_TIMEOUT", "300ms"), ("API_PAGE_CACHE_BYTES", "2000000")];

    /// <summary>With long names, a page is more than what is on its way to a client that does not read.</summary>
    [Test, CancelAfter(30_000)]
    public async Task A_client_that_does_not_read_a_page_from_memory_loses_its_place(CancellationToken ct)
    {
        for (var minute = 0; minute < 50; minute++)
            await Given.MarketDataAsync("BTC", new string('b', 8_000), at: ApiHost.Now.AddMinutes(-minute));
        await Given.TransformationAsync();
        await Database.ExecuteAsync(Rows.Commit(1), ct);
        var committed = await Database.ScalarAsync<long>("SELECT version FROM silver_version", ct);
        await Eventually.UntilAsync(() =>
            Task.FromResult(Api.Services.GetRequiredService<ISilverVersion>().Current == committed)
        );
        await Client.GetStringAsync("/data", ct);

        await using (await LockedTable.OfAsync(Database))
        {
            using var unread = await Client.GetAsync("/data", HttpCompletionOption.ResponseHeadersRead, ct);
            Assert.That(
                unread.StatusCode,
                Is.EqualTo(HttpStatusCode.OK),
                "from memory, or it would wait for the table"
            );

            using var next = await Client.GetAsync("/", ct);

            Assert.That(next.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }
}
