using System.Net;
using Kasparro.Testing;

namespace Kasparro.ApiTests.Protection;

internal sealed class BusyTests : ApiFixture
{
    protected override (string Variable, string Value)[] Settings => [("API_MAX_CONCURRENT", "1")];

    [Test]
    public async Task With_one_place_and_one_to_wait_in_the_third_gets_429_and_health_does_not()
    {
        Task<HttpResponseMessage>[] others;
        Task<HttpResponseMessage> first;
        await using (await LockedTable.OfAsync(Database))
        {
            first = Client.GetAsync("/data");
            await Eventually.UntilAsync(async () => await LockedTable.CountWaitingAsync(Database) == 1);
            // Whichever comes first waits.
            others = [Client.GetAsync("/data?limit=2"), Client.GetAsync("/data?limit=3")];
            using var refused = await await Task.WhenAny(others).WaitAsync(TimeSpan.FromSeconds(30));

            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(refused.Headers.RetryAfter?.Delta, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
            Assert.That(first.IsCompleted, Is.False);
            await GetAsync("/health/live");
        }

        Assert.That((await first).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            (await Task.WhenAll(others)).Select(response => (int)response.StatusCode).Order(),
            Is.EqualTo(new[] { 200, 429 })
        );
    }

    [Test]
    public async Task A_client_that_leaves_takes_its_query_with_it()
    {
        await using var locked = await LockedTable.OfAsync(Database);
        using var leaves = new CancellationTokenSource();
        var request = Client.GetAsync("/data", leaves.Token);
        await Eventually.UntilAsync(async () => await LockedTable.CountWaitingAsync(Database) == 1);

        await leaves.CancelAsync();

        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
        await Eventually.UntilAsync(async () => await LockedTable.CountWaitingAsync(Database) == 0);
    }
}
