using Kasparro.Application.Findings;
using Kasparro.Application.Status;

namespace Kasparro.WebApi.Telemetry;

/// <summary>
/// The committed state of the database, as it was read last. The metrics come from here, never from events of this
/// process: the ETL is another process, which has often ended before a scrape, and only what was committed counts.
/// </summary>
internal sealed partial class CommittedState(
    IStatusReader reader,
    IFindingReader findings,
    TimeProvider time,
    ILogger<CommittedState> log
) : IDisposable
{
    /// <summary>Several scrapers at once cost one reading.</summary>
    private static readonly TimeSpan s_freshFor = TimeSpan.FromSeconds(1);

    /// <summary>Prometheus waits ten seconds for a scrape by default.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _refreshing = new(1);
    private long? _readAt;

    /// <summary>False where the database did not respond; the rest is then the state that was read before.</summary>
    public bool IsUp { get; private set; }

    public IReadOnlyList<SourceProgress> Sources { get; private set; } = [];

    public IReadOnlyList<RunTotals> Runs { get; private set; } = [];

    /// <summary>The last 24 hours.</summary>
    public IReadOnlyList<PeriodTotals> LastDay { get; private set; } = [];

    public IReadOnlyList<FindingCounts> Findings { get; private set; } = [];

    public async Task RefreshAsync(CancellationToken ct)
    {
        await _refreshing.WaitAsync(ct);
        try
        {
            if (_readAt is { } readAt && time.GetElapsedTime(readAt) < s_freshFor)
                return;
            // Not the scraper's token: a scraper that disconnects says nothing about the database.
            using var limit = new CancellationTokenSource(s_patience, time);
            await ReadAsync(limit.Token);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose() => _refreshing.Dispose();

    private async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            (Sources, Runs) = (await reader.ReadProgressAsync(ct), await reader.ReadRunTotalsAsync(ct));
            Findings = await findings.CountAsync(ct);
            LastDay = await reader.ReadPeriodAsync(time.GetUtcNow() - TimeSpan.FromHours(24), ct);
            IsUp = true;
        }
        // An edge: a scrape succeeds even while the database is down, and kasparro_database_up says that it is.
        catch (Exception reason)
        {
            IsUp = false;
            CannotRead(log, reason.GetType().Name, reason.Message);
        }

        _readAt = time.GetTimestamp();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Could not read the state of the database for the metrics: {Kind}: {Reason}"
    )]
    private static partial void CannotRead(ILogger log, string kind, string reason);
}
