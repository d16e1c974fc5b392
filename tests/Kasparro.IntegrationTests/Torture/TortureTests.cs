using Kasparro.Testing;

namespace Kasparro.IntegrationTests.Torture;

/// <summary>
/// Several programs at once on one database, killed, ended and cut off at random, while both APIs move, fail and
/// refuse. Whatever happened, what is stored afterwards keeps the promises. A few seconds in every run of the tests;
/// KASPARRO_TORTURE_SECONDS for a night.
/// </summary>
public sealed class TortureTests : EtlFixture
{
    private const int AtOnce = 3;

    [Test, Promise(1), Promise(2), Promise(3), Promise(4), Promise(5), Promise(6), Promise(8), Promise(12)]
    public async Task Whatever_is_killed_or_cut_off_the_promises_hold()
    {
        await using var torture = await TorturedPrograms.StartAsync(Database);

        while (torture.GoesOn)
            await torture.PlayRoundAsync(AtOnce, () => Task.CompletedTask);

        await torture.RecoverAsync();
        await torture.AssertPromisesAsync();
    }
}
