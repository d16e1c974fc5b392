using System.Collections.Concurrent;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>
/// Opens connections that are not pooled. Each purpose has a name of its own, because Npgsql names a data source
/// without one by its connection string, and metrics carry that name: with host, port and user.
/// </summary>
internal sealed class Sessions(string connectionString) : IAsyncDisposable, IDisposable
{
    private readonly ConcurrentDictionary<(string Purpose, TimeSpan? Limit), NpgsqlDataSource> _sources = new();

    /// <param name="purpose">The name in metrics and in <c>pg_stat_activity.application_name</c>.</param>
    /// <param name="limit">The longest that the response to one command is waited for; null for as long as the caller
    /// waits.</param>
    public ValueTask<NpgsqlConnection> OpenAsync(string purpose, TimeSpan? limit, CancellationToken ct) =>
        _sources.GetOrAdd((purpose, limit), key => Source(key.Purpose, key.Limit)).OpenConnectionAsync(ct);

    public void Dispose()
    {
        foreach (var source in _sources.Values)
            source.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
            await source.DisposeAsync();
    }

    private NpgsqlDataSource Source(string purpose, TimeSpan? limit)
    {
        var builder = DataSources.Builder(connectionString, purpose);
        var settings = builder.ConnectionStringBuilder;
        settings.Pooling = false;
        settings.Multiplexing = false;
        settings.ApplicationName = purpose;
        settings.KeepAlive = 30;
        settings.TcpKeepAlive = true;
        // The token of a command ends it sooner; Npgsql loses a cancellation that comes just as it begins to read.
        settings.CommandTimeout = (int)Math.Ceiling(limit?.TotalSeconds ?? 0);
        // Sessions carry bulk data: eight times the default saves most of the system calls.
        settings.WriteBufferSize = 64 * 1024;
        // Npgsql takes it for each data source where there are several hosts, and not at all where there is one.
        settings.TargetSessionAttributes = null;
        return KasparroDatabase.HasSeveralHosts(connectionString)
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();
    }
}
