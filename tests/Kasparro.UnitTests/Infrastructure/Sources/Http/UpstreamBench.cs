using Kasparro.Application.Sources;
using Kasparro.Infrastructure.Sources.Http;
using Kasparro.Testing.Upstream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Http;

/// <summary>The pipeline of one made-up source against a stub upstream, by a clock that jumps over its waits.</summary>
internal sealed class UpstreamBench : IAsyncDisposable
{
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(45);

    private readonly ServiceProvider _provider;

    private UpstreamBench(StubUpstream stub, PipelineClock clock, Upstream upstream)
    {
        (Stub, Clock) = (stub, clock);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        services.AddSingleton<TimeProvider>(clock);
        services.AddUpstream(upstream);
        _provider = services.BuildServiceProvider();
        Client = _provider.GetRequiredKeyedService<UpstreamClient>(upstream.Source);
    }

    public StubUpstream Stub { get; }

    public PipelineClock Clock { get; }

    public UpstreamClient Client { get; }

    public FetchMetrics Metrics { get; } = new();

    public FakeLogCollector Logs => _provider.GetFakeLogCollector();

    public FetchContext Context => new(Guid.CreateVersion7(Clock.Deadline), Clock.Deadline, Metrics);

    /// <summary>Seconds from one request to the next.</summary>
    public IReadOnlyList<double> Gaps =>
        [.. Stub.Requests.Zip(Stub.Requests.Skip(1), (before, after) => (after.At - before.At).TotalSeconds)];

    public static async Task<UpstreamBench> StartAsync(
        Func<StubRequest, StubResponse> response,
        Func<Upstream, Upstream>? change = null,
        TimeSpan? timeLimit = null
    )
    {
        var clock = new PipelineClock(AttemptTimeout, timeLimit ?? TimeSpan.FromHours(2));
        var stub = await StubUpstream.StartAsync(response, clock);
        var upstream = new Upstream
        {
            Source = "made-up",
            Title = "Made-up",
            SettingPrefix = "MADEUP",
            BaseAddress = stub.Address,
            MinInterval = TimeSpan.Zero,
            MaxRetries = 3,
            MaxResponseBytes = 100_000,
            AttemptTimeout = AttemptTimeout,
        };
        return new UpstreamBench(stub, clock, change?.Invoke(upstream) ?? upstream);
    }

    /// <summary>Null where it went well.</summary>
    public async Task<SourceException?> AskAsync(int times = 1)
    {
        SourceException? failure = null;
        await Clock.RunAsync(async () =>
        {
            try
            {
                for (var number = 1; number <= times; number++)
                    await Client.GetRecordsAsync("coins?secret=in-the-query", number, Context, CancellationToken.None);
            }
            catch (SourceException thrown)
            {
                failure = thrown;
            }
        });
        return failure;
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await Stub.DisposeAsync();
    }
}
