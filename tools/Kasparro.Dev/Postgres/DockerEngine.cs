using Kasparro.Dev.Machine;

namespace Kasparro.Dev.Postgres;

/// <summary>The Docker engine, where this machine has one.</summary>
internal static class DockerEngine
{
    /// <summary>What the tests' container is made of.</summary>
    public const string TestImage = "postgres:17-alpine";

    /// <summary>What Testcontainers speaks.</summary>
    private static readonly Version s_testcontainersApi = new(1, 44);

    /// <summary>An engine that is there says so at once; one far away that is gone would be waited for.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public static Task<ProgramResult> RunAsync(params string[] arguments) =>
        ExternalProgram.CaptureAsync(["docker", .. arguments]);

    public static async Task<bool> IsRunningAsync() => await ApiAsync() is not null;

    /// <summary>Asked before Testcontainers is tried, which would wait much longer.</summary>
    /// <returns>Why it cannot run the tests' container, or null where it can.</returns>
    public static async Task<string?> WhyNoTestcontainersAsync() =>
        await ApiAsync() switch
        {
            null => "no Docker engine answers",
            var api when api < s_testcontainersApi =>
                $"the Docker engine speaks API {api}, {s_testcontainersApi} is needed",
            _ => null,
        };

    /// <summary>
    /// Whether Testcontainers can run its PostgreSQL: an engine that answers may still reach no registry. It also wants
    /// its own clean-up image, so an image that is here is enough only where that is switched off.
    /// </summary>
    public static async Task<bool> ServesTestImageAsync()
    {
        if (await WhyNoTestcontainersAsync() is not null)
            return false;
        var withoutCleanUp = Environment.GetEnvironmentVariable("TESTCONTAINERS_RYUK_DISABLED") == "true";
        return (withoutCleanUp && (await RunAsync("image", "inspect", TestImage)).Succeeded)
            || (await RunAsync("pull", "-q", TestImage)).Succeeded;
    }

    private static async Task<Version?> ApiAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            var answer = await ExternalProgram.CaptureAsync(
                ["docker", "version", "--format", "{{.Server.APIVersion}}"],
                ct: patience.Token
            );
            return answer.Succeeded && Version.TryParse(answer.Output.Trim(), out var api) ? api : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
