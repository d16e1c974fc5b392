using System.Data;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>Writes chunks of observations, within the transformation's transaction.</summary>
internal sealed class ObservationStage(NpgsqlConnection session, string source, DateTimeOffset createdAt)
{
    private readonly Dictionary<(Guid AssetId, DateTimeOffset LastUpdated), int> _latest = [];

    /// <summary>Silver rows that are new.</summary>
    public long Inserted { get; private set; }

    /// <summary>Silver rows that got a later statement about their instant.</summary>
    public long Replaced { get; private set; }

    /// <summary>Raw rows without a Silver row, because a later one speaks about the same instant.</summary>
    public long Superseded { get; private set; }

    public async Task CreateAsync(CancellationToken ct)
    {
        await using var create = Sql.Command(session, "create_staged_observations");
        await create.ExecuteNonQueryAsync(ct);
    }

    public async Task WriteAsync(
        List<(long RawId, Observation Observation)> accepted,
        Dictionary<string, Guid> assets,
        CancellationToken ct
    )
    {
        if (accepted.Count == 0)
            return;
        KeepLatest(accepted, assets);
        await CopyAsync(accepted, assets, ct);
        await UpsertAsync(ct);
    }

    /// <summary>One statement can write a row once, so of two about one instant only the later goes in.</summary>
    private void KeepLatest(List<(long RawId, Observation Observation)> accepted, Dictionary<string, Guid> assets)
    {
        _latest.Clear();
        for (var at = 0; at < accepted.Count; at++)
        {
            var observation = accepted[at].Observation;
            _latest[(assets[observation.SourceAssetId], observation.LastUpdated)] = at;
        }

        Superseded += accepted.Count - _latest.Count;
    }

    private async Task CopyAsync(
        List<(long RawId, Observation Observation)> accepted,
        Dictionary<string, Guid> assets,
        CancellationToken ct
    )
    {
        await using var copy = await session.BeginBinaryImportAsync(Sql.Text("copy_staged_observations"), ct);
        for (var at = 0; at < accepted.Count; at++)
        {
            var (rawId, observation) = accepted[at];
            var assetId = assets[observation.SourceAssetId];
            if (_latest[(assetId, observation.LastUpdated)] != at)
                continue;

            await copy.StartRowAsync(ct);
            await copy.WriteAsync(assetId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(observation.LastUpdated, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(observation.PriceUsd.Text, NpgsqlDbType.Text, ct);
            await WriteAsync(copy, observation.MarketCapUsd, ct);
            await WriteAsync(copy, observation.Volume24hUsd, ct);
            await copy.WriteAsync(rawId, NpgsqlDbType.Bigint, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private async Task UpsertAsync(CancellationToken ct)
    {
        await using (
            var upsert = Sql.Command(session, "upsert_asset_market_data", ("source", source), ("created_at", createdAt))
        )
        await using (var counts = await upsert.ExecuteReaderAsync(ct))
        {
            await counts.ReadAsync(ct);
            var replaced = counts.GetInt64("replaced");
            Inserted += counts.GetInt64("inserted");
            Replaced += replaced;
            Superseded += replaced;
        }

        await using var truncate = Sql.Command(session, "truncate_staged_observations");
        await truncate.ExecuteNonQueryAsync(ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, NumberLexeme? number, CancellationToken ct) =>
        number is { } value ? copy.WriteAsync(value.Text, NpgsqlDbType.Text, ct) : copy.WriteNullAsync(ct);
}
