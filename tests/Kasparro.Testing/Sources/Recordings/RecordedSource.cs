using System.Text;
using Kasparro.Infrastructure.Sources.Apis;
using Kasparro.Infrastructure.Sources.Registration;
using Kasparro.Testing.Upstream;

namespace Kasparro.Testing.Sources.Recordings;

/// <summary>A module with its recording and what it must make of it.</summary>
public sealed class RecordedSource
{
    /// <summary>The base address that the source is given.</summary>
    public const string BaseAddress = "https://recorded.test/v1/";

    public const string Key = "CG-very-secret-key-4711";

    private static readonly TimeSpan s_attemptTimeout = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, RecordedExchange> _exchanges;

    public RecordedSource(ISourceModule module, Recording recording, Golden golden)
    {
        (Module, Recording, Golden) = (module, Substitute(recording), golden);
        _exchanges = Recording.Exchanges.ToDictionary(exchange => WireRequest.KeyOf(exchange.Request));
        Bodies = [.. Recording.Exchanges.Select(exchange => JsonPart.Read(exchange.Body))];
    }

    public ISourceModule Module { get; }

    public Recording Recording { get; }

    public Golden Golden { get; }

    /// <summary>The responses, in the order of the requests.</summary>
    public IReadOnlyList<JsonPart> Bodies { get; }

    /// <summary>How long a fetch may take by the real clock. None waits for it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether it requests an HTTP API: then its responses are recorded.</summary>
    public bool IsHttp => Module.Options.IsAssignableTo(typeof(ApiOptions)) || Recording.Files.Count == 0;

    /// <summary>Whether its times are those of the receipt.</summary>
    public bool IsTimedByReceipt =>
        Golden.ReadFrom.GetValueOrDefault("last_updated") == FieldOrigins.Envelope + "received_at";

    /// <summary>Another module on the same recording.</summary>
    public RecordedSource With(ISourceModule module, TimeSpan patience) =>
        new(module, Recording, Golden) { Patience = patience };

    /// <summary>A source that has not fetched anything yet.</summary>
    /// <param name="later">How long after the recording.</param>
    public RecordedBench NewBench(
        TimeSpan later = default,
        TimeSpan? timeLimit = null,
        params (string Name, string Value)[] settings
    )
    {
        var clock = new PipelineClock(
            s_attemptTimeout,
            timeLimit ?? TimeSpan.FromHours(1),
            Recording.ReceivedAt + later
        );
        var all = new Dictionary<string, string>();
        if (IsHttp)
        {
            all["BASE_URL"] = BaseAddress;
            all["API_KEY"] = Key;
            all["MIN_INTERVAL"] = "0s";
            all["MAX_RETRIES"] = "2";
        }

        foreach (var (name, value) in settings)
            all[name] = value;
        var prefixed = all.ToDictionary(pair => $"{Module.SettingPrefix}_{pair.Key}", pair => pair.Value);
        foreach (var (name, value) in Recording.Settings)
            prefixed.TryAdd(name, value);
        return new RecordedBench(this, clock, prefixed);
    }

    public async Task<RecordedFetch> FetchAsync(
        Func<WireRequest, StubResponse>? respond = null,
        TimeSpan later = default,
        params (string Name, string Value)[] settings
    )
    {
        await using var bench = NewBench(later, settings: settings);
        return await bench.FetchAsync(respond);
    }

    /// <summary>What was recorded for a request.</summary>
    public StubResponse Recorded(WireRequest request) =>
        _exchanges.TryGetValue(request.Key, out var exchange)
            ? ResponseOf(exchange, exchange.Body)
            : StubResponse.Error(404);

    /// <summary>The recording, with the body of the k-th response, from 0, changed.</summary>
    public Func<WireRequest, StubResponse> With(int exchange, string body)
    {
        var key = WireRequest.KeyOf(Recording.Exchanges[exchange].Request);
        return request => request.Key == key ? ResponseOf(Recording.Exchanges[exchange], body) : Recorded(request);
    }

    /// <summary>The recording, with every body changed.</summary>
    public Func<WireRequest, StubResponse> WithEach(Func<JsonPart, string> change)
    {
        var changed = Recording
            .Exchanges.Zip(Bodies, (exchange, body) => (exchange, Body: change(body)))
            .ToDictionary(
                pair => WireRequest.KeyOf(pair.exchange.Request),
                pair => ResponseOf(pair.exchange, pair.Body)
            );
        return request => changed.GetValueOrDefault(request.Key) ?? StubResponse.Error(404);
    }

    /// <summary>Whether a request is recorded.</summary>
    public bool Has(WireRequest request) => _exchanges.ContainsKey(request.Key);

    private static StubResponse ResponseOf(RecordedExchange exchange, string body)
    {
        var response = new StubResponse(exchange.Status, Encoding.UTF8.GetBytes(body));
        foreach (var (name, value) in exchange.Headers)
            response.Headers[name] = value;
        return response;
    }

    private static Recording Substitute(Recording recording) =>
        recording with
        {
            Exchanges =
            [
                .. recording.Exchanges.Select(exchange =>
                    exchange with
                    {
                        Body = WithBase(exchange.Body),
                        Headers = exchange.Headers.ToDictionary(pair => pair.Key, pair => WithBase(pair.Value)),
                    }
                ),
            ],
        };

    private static string WithBase(string text) =>
        text.Replace(Recording.BaseAddress, BaseAddress, StringComparison.Ordinal);
}
