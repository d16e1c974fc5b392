using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Testing.Sources;
using Kasparro.Testing.Upstream;

namespace Kasparro.UnitTests.Infrastructure.Sources.Apis;

/// <summary>One fetch of a <see cref="StatedModule"/> against a stub upstream.</summary>
internal static class StatedFetch
{
    public const string Key = "secret-key-of-a-test+/";

    public static async Task<SourceFetch> RunAsync(
        Func<ApiDefinition, ApiDefinition> state,
        Func<StubRequest, StubResponse> respond,
        string? key = null,
        FetchWindow? window = null,
        Completeness? expected = null
    )
    {
        var clock = new PipelineClock(TimeSpan.FromSeconds(60), TimeSpan.FromHours(1));
        await using var upstream = await StubUpstream.StartAsync(respond, clock);
        var settings = new Dictionary<string, string?>
        {
            ["STATED_BASE_URL"] = upstream.Address.ToString(),
            ["STATED_MIN_INTERVAL"] = "100ms",
            ["STATED_MAX_RETRIES"] = "2",
        };
        if (key is not null)
            settings["STATED_API_KEY"] = key;
        return await SourceFetch.RunAsync(
            new SourceBench(new StatedModule(state), settings, clock),
            clock,
            upstream,
            window,
            expected
        );
    }
}
