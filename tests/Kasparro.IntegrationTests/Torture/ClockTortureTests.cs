using System.Globalization;
using Kasparro.Testing;
using Kasparro.Testing.Database;

namespace Kasparro.IntegrationTests.Torture;

/// <summary>
/// Programs whose clocks are wrong by up to three days, each by its own, killed and cut off meanwhile. As long as
/// <see cref="TortureTests"/>.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class ClockTortureTests
{
    private const int AtOnce = 3;
    private const int MostHours = 72;

    /// <summary>Debian's package faketime; it tells a program another time without root.</summary>
    private static readonly string? s_library = new[] { "x86_64-linux-gnu", "aarch64-linux-gnu" }
        .Select(machine => $"/usr/lib/{machine}/faketime/libfaketimeMT.so.1")
        .FirstOrDefault(File.Exists);

    [Test, Promise(1), Promise(4), Promise(5), Promise(6), Promise(8), Promise(12)]
    public async Task Whatever_the_clocks_say_the_promises_hold()
    {
        if (s_library is null)
            Assert.Ignore("The package faketime is not installed, so no clock can be wrong.");
        await using var database = await TestDatabase.CreateAsync();
        await using var torture = await TorturedPrograms.StartAsync(database, WrongClock);

        while (torture.GoesOn)
            await torture.PlayRoundAsync(AtOnce, () => Task.CompletedTask);

        await torture.RecoverAsync();
        await torture.AssertPromisesAsync();
    }

    private static Dictionary<string, string> WrongClock(Random random) =>
        new()
        {
            ["LD_PRELOAD"] = s_library!,
            ["FAKETIME"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{random.Next(-MostHours, MostHours):+0;-0;+0}h"
            ),
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        };
}
