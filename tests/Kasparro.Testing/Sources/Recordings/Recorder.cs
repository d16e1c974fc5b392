using System.Globalization;
using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Infrastructure.Sources.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>
/// Runs a source against its provider and writes down what is said. The source itself receives the shortened responses,
/// so that it asks for what follows from them: two pages of a list, and then its end.
/// </summary>
public static class Recorder
{
    /// <param name="settings">Of the source, its key included; the key is in no recording.</param>
    /// <param name="network">What is below the source's HTTP pipeline.</param>
    public static async Task<Recording> RecordAsync(
        ISourceModule module,
        IReadOnlyDictionary<string, string?> settings,
        HttpMessageHandler network,
        TimeProvider time
    )
    {
        var key = settings.GetValueOrDefault($"{module.SettingPrefix}_API_KEY");
        using var handler = new RecordingHandler(network, key);
        await using var bench = new SourceBench(
            module,
            settings,
            time,
            services =>
                services.ConfigureAll<HttpClientFactoryOptions>(options =>
                    options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = handler)
                )
        );
        var upstream = bench.Services.GetRequiredKeyedService<UpstreamClient>(module.Name).Upstream;
        handler.BaseAddress = upstream.BaseAddress.AbsoluteUri;

        var at = time.GetUtcNow();
        var context = new FetchContext(
            Guid.CreateVersion7(at),
            at + bench.Source.Description.TimeLimit,
            new FetchMetrics()
        );
        await foreach (var _ in bench.Source.FetchAsync(context, CancellationToken.None)) { }

        return new Recording
        {
            MadeFrom = string.Create(
                CultureInfo.InvariantCulture,
                $"Recorded from {upstream.BaseAddress.Host} on {at:yyyy-MM-dd}; lists are cut to {ShortLists.Entries}."
            ),
            ReceivedAt = at,
            Settings = settings
                .Where(setting => setting.Value is { } value && value != key && IsKept(setting.Key))
                .ToDictionary(setting => setting.Key, setting => setting.Value!),
            Exchanges = handler.Exchanges,
        };
    }

    private static bool IsKept(string setting) =>
        !setting.EndsWith("_BASE_URL", StringComparison.Ordinal)
        && !setting.Contains("_API_KEY", StringComparison.Ordinal);
}
