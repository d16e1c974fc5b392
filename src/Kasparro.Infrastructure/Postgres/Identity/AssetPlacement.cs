using System.Data;
using Kasparro.Domain.Assets;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Assets.Naming;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Identity;

/// <summary>
/// Puts each listing's rows at the asset that the decisions give it, and names the assets; within a transaction of the
/// caller. A listing whose label is not known stays where it is.
/// </summary>
internal sealed class AssetPlacement(NpgsqlConnection session, DateTimeOffset now)
{
    public async Task<int> MoveAsync(
        IReadOnlyList<StoredListing> stored,
        ListingClusters clusters,
        StandingDecisions decisions,
        CancellationToken ct
    )
    {
        var listings = stored.Where(listing => listing.Listing is not null).ToDictionary(listing => listing.Id);
        var targets = ListingAsset
            .Of(clusters, id => listings.GetValueOrDefault(id)?.IsFileScoped ?? false)
            .Where(target => listings.ContainsKey(target.Listing))
            .ToList();
        var moves = targets
            .Select(target => (listings[target.Listing].AssetId, Target: target))
            .Where(move => move.AssetId != move.Target.AssetId)
            .Select(move => new ListingMove(move.Target.Listing.Source, move.AssetId, move.Target.AssetId))
            .ToList();
        var places = stored.Select(listing => (listing.Id.Source, listing.AssetId));
        foreach (var batch in ListingMoves.InOrder(moves, places))
            await MoveAsync(batch, ct);
        await UpdateLinkedByAsync(listings, targets, decisions, ct);
        if (moves.Count > 0)
            await Sql.ExecuteAsync(session, "delete_orphan_assets", ct);
        return moves.Count;
    }

    /// <summary>The symbol and name of every asset: of the label of its anchor.</summary>
    /// <param name="newestPrice">For <see cref="NamingCut.NewestPrice"/>.</param>
    /// <returns>How many have others than before, and who has a label plainly now.</returns>
    public async Task<(int Renamed, IReadOnlyList<PlainName> PlainNames)> RenameAsync(
        IReadOnlyList<StoredListing> stored,
        IReadOnlyCollection<PlainName> before,
        DateTimeOffset newestPrice,
        CancellationToken ct
    )
    {
        var names = AssetNames.Assign(NamingCuts.Of(stored, newestPrice), before);
        var current = await ReadNamesAsync(ct);
        var changed = names
            .Assets.Where(asset =>
                current.TryGetValue(asset.AssetId, out var name) && name != (asset.Symbol, asset.Name)
            )
            .ToList();
        if (changed.Count > 0)
        {
            var ids = changed.Select(asset => asset.AssetId).ToArray();
            await Sql.ExecuteAsync(session, "free_names", ct, ("asset_ids", ids));
            await Sql.ExecuteAsync(
                session,
                "rename_assets",
                ct,
                ("asset_ids", ids),
                ("symbols", changed.Select(asset => asset.Symbol).ToArray()),
                ("names", changed.Select(asset => asset.Name).ToArray())
            );
        }

        return (changed.Count, names.PlainNames);
    }

    private async Task MoveAsync(IReadOnlyList<ListingMove> batch, CancellationToken ct)
    {
        var sources = batch.Select(move => move.Source).ToArray();
        var from = batch.Select(move => move.From).ToArray();
        var to = batch.Select(move => move.To).ToArray();
        await Sql.ExecuteAsync(session, "insert_target_assets", ct, ("asset_ids", to));
        await Sql.ExecuteAsync(session, "move_market_data", ct, [.. Moves(), ("now", now)]);
        await Sql.ExecuteAsync(session, "move_revisions", ct, Moves());
        await Sql.ExecuteAsync(session, "move_listings", ct, Moves());
        await Sql.ExecuteAsync(session, "record_moves", ct, [.. Moves(), ("now", now)]);

        SqlValue[] Moves() => [("sources", sources), ("from_ids", from), ("to_ids", to)];
    }

    private async Task UpdateLinkedByAsync(
        Dictionary<ListingId, StoredListing> listings,
        List<ListingAsset> targets,
        StandingDecisions decisions,
        CancellationToken ct
    )
    {
        var rules = LinkRules.Of(targets, decisions);
        var changed = rules.Where(rule => listings[rule.Key].LinkedBy != rule.Value).ToList();
        if (changed.Count > 0)
            await Sql.ExecuteAsync(
                session,
                "update_linked_by",
                ct,
                ("now", now),
                ("sources", changed.Select(rule => rule.Key.Source).ToArray()),
                ("ids", changed.Select(rule => rule.Key.SourceAssetId).ToArray()),
                ("linked_by", changed.Select(rule => rule.Value).ToArray())
            );
    }

    private async Task<Dictionary<Guid, (string Symbol, string Name)>> ReadNamesAsync(CancellationToken ct)
    {
        await using var read = Sql.Command(session, "read_assets");
        await using var row = await read.ExecuteReaderAsync(ct);
        var names = new Dictionary<Guid, (string, string)>();
        while (await row.ReadAsync(ct))
            names.Add(row.GetGuid("asset_id"), (row.GetString("symbol"), row.GetString("name")));
        return names;
    }
}
