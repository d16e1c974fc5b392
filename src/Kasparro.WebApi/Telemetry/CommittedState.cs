using Kasparro.Application.Status;

namespace Kasparro.WebApi.Telemetry;

/// <summary>
/// What the database said last. The metrics come from here, never from events of this process: the ETL is another
/// process, often gone
/// before anybody asks, and only what was committed happened.
/// </summary>
internal sealed partial class CommittedState(IStatusReader reader, TimeProvider time, ILogger<CommittedState> log)
    : IDisposable
{
    /// <summary>Several scrapers at once cost one reading.</summary>
    private static readonly TimeSpan s_freshFor = TimeSpan.FromSeconds(1);

    /// <summary>Prometheus waits ten seconds for a scrape by default.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _turn = new(1);
    private long? _readAt;

    /// <summary>False where the database did not answer; the rest is then what it said before.</summary>
    public bool IsUp { get; private set; }

    public IReadOnlyList<SourceProgress> Sources { get; private set; } = [];

    public IReadOnlyList<RunTotals> Runs { get; private set; } = [];

    public async Task RefreshAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_readAt is { } readAt && time.GetElapsedTime(readAt) < s_freshFor)
                return;
            // Not the scraper's token: that one left says nothing of the database.
            using var limit = new CancellationTokenSource(s_patience, time);
            await ReadAsync(limit.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            (Sources, Runs) = (await reader.ReadProgressAsync(ct), await reader.ReadRunTotalsAsync(ct));
            IsUp = true;
        }
        // An edge: a scrape answers whatever the database does, and says by kasparro_database_up that it does not.
        catch (Exception reason)
        {
            IsUp = false;
            CannotRead(log, reason.GetType().Name, reason.Message);
        }

        _readAt = time.GetTimestamp();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database did not tell its state for the metrics: {Kind}: {Reason}"
    )]
    private static partial void CannotRead(ILogger log, string kind, string reason);
}
