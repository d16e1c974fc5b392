using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>
/// The labels that records give the listings of one source, each with the times of its first and last record. Records
/// may come in any order and more than once: the result is the same. A history gives none: it names no coin.
/// </summary>
internal sealed class LabelStage(NpgsqlConnection session, string source)
{
    /// <summary>Labels in memory; more than any catalogue has. Beyond it they are staged and collected again.</summary>
    private const int MaxCollected = 200_000;

    private readonly Dictionary<(string Id, string Symbol, string Name), LabelSpan> _collected = [];

    /// <summary>The label of the record before with this id: nearly every record has it too.</summary>
    private readonly Dictionary<string, (string Symbol, string Name, LabelSpan Span)> _latest = [];

    public async Task CreateAsync(CancellationToken ct)
    {
        await Sql.ExecuteAsync(session, "create_staged_labels", ct);
    }

    public void Add(List<StagedObservation> accepted)
    {
        foreach (var (rawId, _, observation) in accepted.Where(staged => !staged.Observation.IsHistory))
            SpanOf(observation.SourceAssetId, observation.Symbol, observation.Name).Add(observation.LastUpdated, rawId);
    }

    /// <summary>Where there are too many for memory.</summary>
    public async Task StageManyAsync(CancellationToken ct)
    {
        if (_collected.Count > MaxCollected)
            await CopyAsync(ct);
    }

    public async Task PublishAsync(CancellationToken ct)
    {
        await CopyAsync(ct);
        await Sql.ExecuteAsync(session, "insert_listing_labels", ct, ("source", source));
    }

    private LabelSpan SpanOf(string id, string symbol, string name)
    {
        if (_latest.TryGetValue(id, out var latest) && latest.Symbol == symbol && latest.Name == name)
            return latest.Span;
        if (!_collected.TryGetValue((id, symbol, name), out var span))
            _collected.Add((id, symbol, name), span = new LabelSpan());
        _latest[id] = (symbol, name, span);
        return span;
    }

    private async Task CopyAsync(CancellationToken ct)
    {
        await using var copy = await session.BeginBinaryImportAsync(Sql.Text("copy_staged_labels"), ct);
        foreach (var ((id, symbol, name), span) in _collected)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(id, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(symbol, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(name, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(span.FirstSeen, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(span.LastSeen, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(span.LastRawId, NpgsqlDbType.Bigint, ct);
        }

        await copy.CompleteAsync(ct);
        _collected.Clear();
        _latest.Clear();
    }

    private sealed class LabelSpan
    {
        public DateTimeOffset FirstSeen { get; private set; } = DateTimeOffset.MaxValue;
        public DateTimeOffset LastSeen { get; private set; } = DateTimeOffset.MinValue;
        public long LastRawId { get; private set; }

        public void Add(DateTimeOffset at, long rawId)
        {
            if (at < FirstSeen)
                FirstSeen = at;
            if ((at, rawId).CompareTo((LastSeen, LastRawId)) > 0)
                (LastSeen, LastRawId) = (at, rawId);
        }
    }
}
