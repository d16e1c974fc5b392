using Kasparro.Application.Sources;
using Kasparro.Testing.Upstream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>One source as its module makes it, with its clock, on a wire that sends what a test gives it.</summary>
public sealed class RecordedBench : IAsyncDisposable
{
    private readonly SourceBench _bench;
    private readonly string? _folder;
    private readonly Wire _wire;

    internal RecordedBench(RecordedSource recorded, PipelineClock clock, IReadOnlyDictionary<string, string> settings)
    {
        Clock = clock;
        Recorded = recorded;
        _wire = new Wire(RecordedSource.BaseAddress, RecordedSource.Key, clock);
        var all = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        if (recorded.Recording.Files.Count > 0)
        {
            _folder = Directory.CreateTempSubdirectory("kasparro-").FullName;
            foreach (var (name, text) in recorded.Recording.Files)
                File.WriteAllText(Path.Combine(_folder, name), text);
            all[$"{recorded.Module.SettingPrefix}_PATH"] = _folder;
        }

        _bench = new SourceBench(
            recorded.Module,
            all,
            clock,
            services =>
                services.ConfigureAll<HttpClientFactoryOptions>(options =>
                    options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = _wire)
                )
        );
    }

    public RecordedSource Recorded { get; }

    public PipelineClock Clock { get; }

    public ISource Source => _bench.Source;

    /// <summary>One fetch to its end.</summary>
    /// <param name="respond">What the provider sends; as recorded where it is null.</param>
    /// <param name="onHang">Called while a request waits that is never responded to.</param>
    /// <param name="onPage">Called for each page, before the next is asked for.</param>
    public async Task<RecordedFetch> FetchAsync(
        Func<WireRequest, StubResponse>? respond = null,
        Action? onHang = null,
        Action<SourcePage>? onPage = null,
        CancellationToken ct = default
    )
    {
        _wire.Clear();
        _wire.Respond = respond ?? Recorded.Recorded;
        _wire.OnHang = onHang;
        var fetch = new RecordedFetch();
        var run = Clock.RunAsync(() => ReadAsync(fetch, onPage, ct));
        if (await Task.WhenAny(run, Task.Delay(Recorded.Patience, CancellationToken.None)) != run)
        {
            _wire.Close();
            await Task.WhenAny(run, Task.Delay(Recorded.Patience, CancellationToken.None));
            fetch.Thrown = new TimeoutException($"The fetch did not end within {Recorded.Patience.TotalSeconds} s.");
        }
        else
            await run;

        Assert.That(_wire.WasEndless, Is.False, "the walk has no end");
        (fetch.Requests, fetch.Logs) = ([.. _wire.Requests], _bench.Logs.GetSnapshot());
        return fetch;
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _wire.Dispose();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadAsync(RecordedFetch fetch, Action<SourcePage>? onPage, CancellationToken ct)
    {
        var context = new FetchContext(Guid.CreateVersion7(Clock.GetUtcNow()), Clock.Deadline, fetch.Metrics);
        try
        {
            await foreach (var page in Source.FetchAsync(context, ct))
            {
                foreach (var record in page.Records)
                    fetch.Records.Add(new ReceivedRecord(record, page.Number, Source, Clock.GetUtcNow()));
                onPage?.Invoke(page);
            }
        }
        catch (SourceException failure)
        {
            fetch.Failure = failure;
        }
        catch (Exception thrown)
        {
            fetch.Thrown = thrown;
        }
    }
}
