using Kasparro.Application.Status;
using Kasparro.Infrastructure.Configuration;
using Kasparro.WebApi.Http;
using MediatR;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>
/// The health that was checked within the last second. Its routes are exempt from the limits of clients, so many
/// requests must not become many queries. Each change of the database's state is logged once, with its reason.
/// </summary>
internal sealed partial class RecentHealth(ApiSettings settings, TimeProvider time, ILogger<RecentHealth> log)
    : IDisposable
{
    private readonly SharedResult<HealthReport> _recent = new(time, TimeSpan.FromSeconds(1));
    private bool? _wasReady;

    /// <summary>Whether the database has once been reachable and up to date since this process started.</summary>
    public bool HasBeenReady { get; private set; }

    public Task<HealthReport> GetAsync(IMediator mediator, CancellationToken ct) =>
        _recent.GetAsync(token => CheckAsync(mediator, token), ct);

    public void Dispose() => _recent.Dispose();

    private async Task<HealthReport> CheckAsync(IMediator mediator, CancellationToken ct)
    {
        var report = await mediator.Send(new GetHealth(settings.HealthPatience), ct);
        var database = report.Database;
        var isReady = database is { IsReachable: true, IsCurrent: true };
        HasBeenReady |= isReady;
        if (_wasReady == isReady)
            return report;

        _wasReady = isReady;
        if (isReady)
            LogReady(log);
        else
            LogNotReady(log, database.Problem ?? "It lacks migrations that this version needs.");
        return report;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is reachable and up to date")]
    private static partial void LogReady(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API is not ready because of its database. {Problem}")]
    private static partial void LogNotReady(ILogger log, string problem);
}
