using System.Globalization;
using Kasparro.Application.Transformation;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>Writes chunks of observations, within the transformation's transaction.</summary>
internal sealed class ObservationStage(NpgsqlConnection session, string source, DateTimeOffset now)
{
    /// <summary>The place in the chunk of the last observation of each instant.</summary>
    private readonly Dictionary<(Guid AssetId, DateTimeOffset LastUpdated), int> _last = [];

    /// <summary>By place in the chunk: the place of the next observation of the same instant; 0 for none.</summary>
    private int[] _next = [];

    /// <summary>Silver rows that are new.</summary>
    public long Inserted { get; private set; }

    /// <summary>Silver rows that got a later statement about their instant.</summary>
    public long Replaced { get; private set; }

    /// <summary>Raw rows without a Silver row, because a later one speaks about the same instant.</summary>
    public long Superseded { get; private set; }

    public async Task CreateAsync(CancellationToken ct)
    {
        await Sql.ExecuteAsync(session, "create_staged_observations", ct);
    }

    public async Task WriteAsync(
        List<StagedObservation> accepted,
        Dictionary<string, Guid> assets,
        CancellationToken ct
    )
    {
        if (accepted.Count == 0)
            return;
        FindNext(accepted, assets);
        var inserted = await InsertAsync(accepted, assets, ct);
        Inserted += inserted;
        // In the ordinary chunk all instants are new, and stated once.
        if (inserted < accepted.Count)
            await ReplaceAsync(accepted, assets, inserted, ct);
    }

    public async Task<IReadOnlyList<PriceBefore>> ReadPricesBeforeAsync(
        IReadOnlyDictionary<string, DateTimeOffset> listings,
        long resumeAfter,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(
            session,
            "prices_before",
            ("source", source),
            ("source_asset_ids", listings.Keys.ToArray()),
            ("instants", listings.Values.Select(at => at.ToString("O", CultureInfo.InvariantCulture)).ToArray()),
            ("resume_after", resumeAfter)
        );
        await using var row = await read.ExecuteReaderAsync(ct);
        var prices = new List<PriceBefore>();
        while (await row.ReadAsync(ct))
        {
            var price = new PriceBefore(row.GetString(0), row.GetTime("last_updated"), row.GetDouble(2));
            if (price.At >= listings[price.SourceAssetId] - PriceShift.Window)
                prices.Add(price);
        }

        return prices;
    }

    private void FindNext(List<StagedObservation> accepted, Dictionary<string, Guid> assets)
    {
        _last.Clear();
        _next = new int[accepted.Count];
        for (var at = 0; at < accepted.Count; at++)
        {
            var observation = accepted[at].Observation;
            var instant = (assets[observation.SourceAssetId], observation.LastUpdated);
            if (_last.TryGetValue(instant, out var before))
                _next[before] = at;
            _last[instant] = at;
        }
    }

    private async Task CopyAsync(
        List<StagedObservation> accepted,
        Dictionary<string, Guid> assets,
        CancellationToken ct
    )
    {
        await using var copy = await session.BeginBinaryImportAsync(Sql.Text("copy_staged_observations"), ct);
        for (var at = 0; at < accepted.Count; at++)
        {
            var (rawId, statedAt, observation) = accepted[at];
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(assets[observation.SourceAssetId], NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(observation.LastUpdated, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(observation.PriceUsd.Text, NpgsqlDbType.Text, ct);
            await WriteAsync(copy, observation.MarketCapUsd, ct);
            await WriteAsync(copy, observation.Volume24hUsd, ct);
            await copy.WriteAsync(rawId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(statedAt, NpgsqlDbType.TimestampTz, ct);
            if (_next[at] == 0)
            {
                await copy.WriteNullAsync(ct);
                await copy.WriteNullAsync(ct);
                continue;
            }

            var next = accepted[_next[at]];
            await copy.WriteAsync(next.RawId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(next.StatedAt, NpgsqlDbType.TimestampTz, ct);
        }

        await copy.CompleteAsync(ct);
    }

    /// <summary>Of the instants that Silver does not have.</summary>
    private async Task<long> InsertAsync(
        List<StagedObservation> accepted,
        Dictionary<string, Guid> assets,
        CancellationToken ct
    )
    {
        var (ids, instants) = (new Guid[_last.Count], new DateTimeOffset[_last.Count]);
        var (prices, caps, volumes) = (new string[_last.Count], new string?[_last.Count], new string?[_last.Count]);
        var (rawIds, statedAt) = (new long[_last.Count], new DateTimeOffset[_last.Count]);
        var row = 0;
        for (var at = 0; at < accepted.Count; at++)
        {
            if (_next[at] != 0)
                continue;
            var observation = accepted[at].Observation;
            (ids[row], instants[row]) = (assets[observation.SourceAssetId], observation.LastUpdated);
            prices[row] = observation.PriceUsd.Text;
            (caps[row], volumes[row]) = (observation.MarketCapUsd?.Text, observation.Volume24hUsd?.Text);
            (rawIds[row], statedAt[row]) = (accepted[at].RawId, accepted[at].StatedAt);
            row++;
        }

        await using var insert = Sql.Command(
            session,
            "insert_market_data",
            ("source", source),
            ("now", now),
            ("asset_ids", ids),
            ("instants", instants),
            ("prices", prices),
            ("market_caps", caps),
            ("volumes", volumes),
            ("raw_ids", rawIds),
            ("stated_at", statedAt)
        );
        return (long)(await insert.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Of the others, later statements replace earlier ones.</summary>
    private async Task ReplaceAsync(
        List<StagedObservation> accepted,
        Dictionary<string, Guid> assets,
        long inserted,
        CancellationToken ct
    )
    {
        await CopyAsync(accepted, assets, ct);
        var replacedAtOnce = accepted.Count - _last.Count;
        var replaced = 0;
        if (inserted < _last.Count)
            replaced = await Sql.ExecuteAsync(session, "replace_market_data", ct, ("source", source), ("now", now));
        if (replacedAtOnce > 0)
            await Sql.ExecuteAsync(session, "insert_staged_revisions", ct, ("source", source));
        await Sql.ExecuteAsync(session, "truncate_staged_observations", ct);

        Replaced += replaced;
        Superseded += replaced + replacedAtOnce;
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, NumberLexeme? number, CancellationToken ct) =>
        number is { } value ? copy.WriteAsync(value.Text, NpgsqlDbType.Text, ct) : copy.WriteNullAsync(ct);
}

/// <summary>An observation with the raw row that stated it.</summary>
/// <param name="StatedAt">When the raw row was received.</param>
internal readonly record struct StagedObservation(long RawId, DateTimeOffset StatedAt, Observation Observation)
{
    public static List<StagedObservation> AcceptedIn(MappedChunk chunk)
    {
        var accepted = new List<StagedObservation>(chunk.Rows.Count);
        for (var at = 0; at < chunk.Rows.Count; at++)
            if (chunk.Mappings[at] is Mapping.Accepted mapping)
                accepted.Add(new(chunk.Rows[at].Id, chunk.Rows[at].Record.IngestedAt, mapping.Observation));
        return accepted;
    }
}
