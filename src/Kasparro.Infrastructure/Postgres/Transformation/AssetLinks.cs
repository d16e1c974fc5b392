using System.Data;
using Kasparro.Domain.Assets;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Transformation;

/// <summary>
/// Which asset each id of one source means: as found earlier, or decided now in the order of receipt. Only this
/// source's own
/// ids matter for the decision, so it is the same in whatever order sources are processed.
/// </summary>
internal sealed class AssetLinks(NpgsqlConnection session, string source)
{
    /// <summary>
    /// Ids cached between chunks. More than any catalogue has; beyond it they are looked up again.
    /// </summary>
    private const int MaxCached = 200_000;

    private readonly Dictionary<string, Guid> _known = [];

    public async Task CreateAsync(CancellationToken ct)
    {
        await using var create = Sql.Command(session, "create_new_links");
        await create.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The asset of every id in the chunk.</summary>
    public async Task<Dictionary<string, Guid>> ResolveAsync(List<StagedObservation> accepted, CancellationToken ct)
    {
        if (_known.Count > MaxCached)
            _known.Clear();

        // The first accepted record of an id names it.
        var unknown = new Dictionary<string, Observation>();
        foreach (var (_, _, observation) in accepted)
            if (!_known.ContainsKey(observation.SourceAssetId))
                unknown.TryAdd(observation.SourceAssetId, observation);
        if (unknown.Count == 0)
            return _known;

        foreach (var (id, assetId) in await FindLinksAsync(unknown.Keys, ct))
        {
            _known[id] = assetId;
            unknown.Remove(id);
        }

        if (unknown.Count > 0)
            await LinkAsync(unknown, ct);
        return _known;
    }

    private async Task LinkAsync(Dictionary<string, Observation> unknown, CancellationToken ct)
    {
        var wanted = unknown.ToDictionary(
            pair => pair.Key,
            pair => AssetIdentity.Shared(source, pair.Key, pair.Value.Symbol, pair.Value.Name)
        );
        var links = new Dictionary<string, AssetIdentity>();
        var taken = new HashSet<Guid>();

        // Nearly always one round. A second one looks up the ids whose asset another id of this source has.
        while (wanted.Count > 0)
        {
            taken.UnionWith(await FindTakenAsync(wanted.Values.Select(identity => identity.AssetId), ct));
            var next = new Dictionary<string, AssetIdentity>();
            foreach (var (id, identity) in wanted)
            {
                if (taken.Add(identity.AssetId))
                    links.Add(id, identity);
                else
                    next.Add(id, identity.Disambiguated(source, id));
            }

            wanted = next;
        }

        await CopyAsync(links, ct);
        foreach (var (id, identity) in links)
            _known[id] = identity.AssetId;
    }

    private async Task<List<(string Id, Guid AssetId)>> FindLinksAsync(IEnumerable<string> ids, CancellationToken ct)
    {
        var links = new List<(string, Guid)>();
        await using var find = Sql.Command(session, "find_links", ("source", source), ("ids", ids.ToArray()));
        await using var reader = await find.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            links.Add((reader.GetString("source_asset_id"), reader.GetGuid("asset_id")));
        return links;
    }

    private async Task<List<Guid>> FindTakenAsync(IEnumerable<Guid> assetIds, CancellationToken ct)
    {
        var taken = new List<Guid>();
        await using var find = Sql.Command(
            session,
            "find_taken_assets",
            ("source", source),
            ("asset_ids", assetIds.ToArray())
        );
        await using var reader = await find.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            taken.Add(reader.GetGuid("asset_id"));
        return taken;
    }

    private async Task CopyAsync(Dictionary<string, AssetIdentity> links, CancellationToken ct)
    {
        await using var copy = await session.BeginBinaryImportAsync(Sql.Text("copy_new_links"), ct);
        foreach (var (id, identity) in links)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(id, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(identity.AssetId, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(identity.Symbol, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(identity.Name, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(identity.IsDisambiguated ? "source_id" : "symbol_and_name", NpgsqlDbType.Text, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
