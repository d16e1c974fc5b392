using System.Data;
using Kasparro.Application.Sources;
using Kasparro.Domain.Assets;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Assets.Naming;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>
/// The listings of one source and the asset of each: the one that it was linked to, or one of its own, whose id is made
/// from the listing alone. So it is the same in whatever order sources are processed.
/// </summary>
internal sealed class ListingStage(NpgsqlConnection session, SourceDescription source, DateTimeOffset now, bool isFull)
{
    /// <summary>
    /// Ids cached between chunks. More than any catalogue has; beyond it they are looked up again.
    /// </summary>
    private const int MaxCached = 200_000;

    private readonly Dictionary<string, Guid> _known = [];
    private readonly LabelStage _labels = new(session, source.Name);

    public async Task CreateAsync(CancellationToken ct)
    {
        await Sql.ExecuteAsync(session, "create_new_listings", ct);
        await _labels.CreateAsync(ct);
        if (isFull)
            await AddArchivedAsync(ct);
    }

    /// <summary>Takes the labels of a chunk; in memory only.</summary>
    public void AddLabels(List<StagedObservation> accepted) => _labels.Add(accepted);

    /// <summary>The asset of every listing in the chunk.</summary>
    public async Task<Dictionary<string, Guid>> ResolveAsync(List<StagedObservation> accepted, CancellationToken ct)
    {
        await _labels.StageManyAsync(ct);
        if (_known.Count > MaxCached)
            _known.Clear();

        var unknown = new Dictionary<string, (string Symbol, string Name)>();
        foreach (var (_, _, observation) in accepted)
            if (!_known.ContainsKey(observation.SourceAssetId))
                unknown.TryAdd(observation.SourceAssetId, (observation.Symbol, observation.Name));
        await AddAsync(unknown, ct);
        return _known;
    }

    /// <summary>What only archived records have said: a transformation that starts at the beginning does not meet them
    /// any more.</summary>
    private async Task AddArchivedAsync(CancellationToken ct)
    {
        await Sql.ExecuteAsync(session, "stage_archived_labels", ct, ("source", source.Name));
        var listings = new Dictionary<string, (string Symbol, string Name)>();
        await using (var find = Sql.Command(session, "archived_listings", ("source", source.Name)))
        await using (var row = await find.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct))
                listings.Add(row.GetString("source_asset_id"), (row.GetString("symbol"), row.GetString("name")));
        await AddAsync(listings, ct);
    }

    private async Task AddAsync(Dictionary<string, (string Symbol, string Name)> unknown, CancellationToken ct)
    {
        if (unknown.Count == 0)
            return;

        foreach (var (id, assetId, isStaged) in await FindAsync(unknown.Keys, ct))
        {
            _known[id] = assetId;
            if (isStaged || !isFull)
                unknown.Remove(id);
        }

        foreach (var id in unknown.Keys)
            _known.TryAdd(id, AssetId.OfAnchor(new ListingId(source.Name, id)));
        await CopyAsync(unknown, ct);
    }

    /// <summary>Last, and under the lock of the assets: it is the one moment in which sources could wait for each
    /// other.</summary>
    public async Task PublishAsync(CancellationToken ct)
    {
        await Sql.ExecuteAsync(session, "insert_assets", ct);
        await Sql.ExecuteAsync(session, "update_asset_sources", ct, ("source", source.Name));
        await Sql.ExecuteAsync(session, "insert_asset_sources", ct, ("source", source.Name), ("linked_at", now));
        await Sql.ExecuteAsync(session, "insert_asset_aliases", ct, ("source", source.Name));
        await _labels.PublishAsync(ct);
        if (!isFull)
            return;

        await Sql.ExecuteAsync(session, "delete_lost_asset_sources", ct, ("source", source.Name));
        await Sql.ExecuteAsync(session, "delete_orphan_assets", ct);
    }

    private async Task<List<(string Id, Guid AssetId, bool IsStaged)>> FindAsync(
        IEnumerable<string> ids,
        CancellationToken ct
    )
    {
        var listings = new List<(string, Guid, bool)>();
        await using var find = Sql.Command(session, "find_listings", ("source", source.Name), ("ids", ids.ToArray()));
        await using var row = await find.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            listings.Add((row.GetString("source_asset_id"), row.GetGuid("asset_id"), row.GetBoolean("is_staged")));
        return listings;
    }

    private async Task CopyAsync(Dictionary<string, (string Symbol, string Name)> listings, CancellationToken ct)
    {
        if (listings.Count == 0)
            return;
        await using var copy = await session.BeginBinaryImportAsync(Sql.Text("copy_new_listings"), ct);
        foreach (var (id, label) in listings)
        {
            var name = AssetNames.Provisional(new ListingId(source.Name, id), label.Symbol, label.Name);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(id, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(_known[id], NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(AssetId.OfAnchor(new ListingId(source.Name, id)), NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(name.Symbol, NpgsqlDbType.Text, ct);
            await WriteAsync(copy, name.Plain, ct);
            await copy.WriteAsync(name.Disambiguated, NpgsqlDbType.Text, ct);
            await WriteAsync(copy, source.SlugOf(id), ct);
            await copy.WriteAsync(source.IsStatic, NpgsqlDbType.Boolean, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);
}
