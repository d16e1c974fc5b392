using Kasparro.Dev.Machine;

namespace Kasparro.Dev.Commands;

/// <summary>Stops everything and deletes the local database. Asks first, unless CONFIRM=yes.</summary>
internal static class DestroyDataCommand
{
    private const string Yes = "yes";

    public static async Task<int> RunAsync(LocalStack stack)
    {
        if (stack.Database.WhatToDestroy() is not { } place)
        {
            Terminal.Say("There is no data to destroy.");
            return 0;
        }

        if (Answer(place) != Yes)
            throw new CannotContinueException("Nothing was deleted. To delete without being asked: CONFIRM=yes");
        await UpCommand.StopProgramsAsync(stack);
        await stack.Database.DestroyAsync();
        // What the next demo may decide again.
        stack.Upstream.Forget();
        stack.Simulator.Forget();
        Terminal.Say("All data deleted.");
        return 0;
    }

    private static string? Answer(string place)
    {
        if (Environment.GetEnvironmentVariable("CONFIRM") is { Length: > 0 } confirmed)
            return confirmed;
        if (!Terminal.CanAsk)
            return null;
        Console.Error.Write($"All data of {place} will be deleted. Type yes to go on: ");
        return Console.ReadLine();
    }
}
