using Kasparro.Testing;
using Kasparro.Testing.Database;

namespace Kasparro.IntegrationTests.Torture;

/// <summary>
/// The same with eight programs, while the server itself crashes, freezes, refuses to write, has no connection left or
/// no room on its disk, or is lost and replaced by its standby. As long as <see cref="TortureTests"/>.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class ServerTortureTests
{
    private const int AtOnce = 8;

    [Test, Promise(1), Promise(4), Promise(5), Promise(6), Promise(8)]
    public async Task Whatever_happens_to_the_server_the_promises_hold()
    {
        await using var server = await FaultyServer.TryCreateAsync();
        if (server is null)
            Assert.Ignore("No PostgreSQL server programs are installed, so no server can be stopped.");
        await using var torture = await TorturedPrograms.StartAsync(server!.Database);
        var faults = server.Faults.ToList();
        var done = new List<string>();

        while (torture.GoesOn)
        {
            // Each in turn, in another order each time round.
            if (done.Count % faults.Count == 0)
                torture.Random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(faults));
            var fault = faults[done.Count % faults.Count];
            done.Add(fault.Name);
            await torture.PlayRoundAsync(AtOnce, () => fault.HappenAsync(torture.Random));
        }

        TestContext.Out.WriteLine(
            string.Join(", ", done.GroupBy(name => name).Select(group => $"{group.Count()} x {group.Key}"))
        );
        await torture.RecoverAsync();
        await torture.AssertPromisesAsync();
    }
}
