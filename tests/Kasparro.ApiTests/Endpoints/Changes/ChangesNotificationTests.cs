using Kasparro.Application.MarketData;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.DependencyInjection;

namespace Kasparro.ApiTests.Endpoints.Changes;

/// <summary>The clock stands still here: only the notification of a commit ends the waiting.</summary>
internal sealed class ChangesNotificationTests : ApiFixture
{
    protected override (string Variable, string Value)[] Settings => [("API_PAGE_CACHE_BYTES", "1000000")];

    [Test]
    public async Task A_client_that_waits_gets_the_next_change_as_soon_as_it_is_committed()
    {
        var versions = Api.Services.GetRequiredService<ISilverVersion>();
        await Eventually.UntilAsync(() => Task.FromResult(versions.Current is not null));
        var start = await GetAsync("/changes?from_now=true");
        var source = new ScriptedSource("coingecko").Sends(new Coin("bitcoin"));
        await using var etl = EtlProcess.With(Database, source);

        var waiting = GetAsync($"/changes?wait=20&since={start.GetProperty("next_cursor").GetString()}");
        await etl.RunAsync("coingecko");

        Assert.That((await waiting).GetProperty("changes").GetArrayLength(), Is.EqualTo(1));
    }
}
