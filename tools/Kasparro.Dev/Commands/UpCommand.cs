using Kasparro.Dev.Machine;
using Kasparro.Dev.Postgres;
using Kasparro.Dev.Programs;

namespace Kasparro.Dev.Commands;

/// <summary>What runs in the background: started, stopped, looked at.</summary>
internal static class UpCommand
{
    private const int NotRunning = 3;

    public static async Task<int> UpAsync(LocalStack stack, CancellationToken ct)
    {
        // A wrong port is said before anything is built.
        LocalApi.WantedPort(stack.Settings);
        await stack.Builder.BuildAsync(LocalProgram.EtlHost, LocalProgram.WebApi);
        var environment = await stack.StartDatabaseAsync();
        var exitCode = await stack.RunEtlAsync(environment.As(DatabaseRole.Owner), "migrate");
        if (exitCode != 0)
            return exitCode;
        await stack.StartApiAsync(environment, ct);
        return 0;
    }

    public static async Task<int> DownAsync(LocalStack stack)
    {
        await StopProgramsAsync(stack);
        await stack.Database.StopAsync();
        return 0;
    }

    public static async Task<int> StatusAsync(LocalStack stack)
    {
        var isRunning = await stack.Database.SayStatusAsync();
        Terminal.Say(stack.Api.Url is { } url ? $"The API is running on {url}" : "The API is not running.");
        if (stack.Simulator.IsRunning)
            Terminal.Say("The simulator is running.");
        return isRunning ? 0 : NotRunning;
    }

    public static async Task StopProgramsAsync(LocalStack stack)
    {
        await stack.Api.StopAsync();
        await stack.Simulator.StopAsync();
    }
}
