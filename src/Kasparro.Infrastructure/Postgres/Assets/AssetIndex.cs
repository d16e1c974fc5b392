using System.Data;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.Assets.Search;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Postgres.Connections;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Assets;

/// <summary>
/// All assets with everything by which they can be found, in memory until the next commit: some ten thousand. Texts are
/// compared as rules compare them, which no index of the database does.
/// </summary>
internal sealed class AssetIndex(KasparroDatabase database) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private (long Version, IReadOnlyList<SearchableAsset> Assets) _kept = (-1, []);

    public async Task<IReadOnlyList<SearchableAsset>> ReadAsync(CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            await using var connection = await database.ReadDataSource.OpenConnectionAsync(ct);
            await using var version = Sql.Command(connection, "silver_version");
            if (await version.ExecuteScalarAsync(ct) is long current && current != _kept.Version)
                _kept = await ReadAllAsync(connection, current, ct);
            return _kept.Assets;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private static async Task<(long Version, IReadOnlyList<SearchableAsset> Assets)> ReadAllAsync(
        NpgsqlConnection connection,
        long version,
        CancellationToken ct
    )
    {
        await using var read = Sql.Command(connection, "read_searchable_assets");
        await using var row = await read.ExecuteReaderAsync(ct);
        var rows = new List<SearchRow>();
        while (await row.ReadAsync(ct))
        {
            version = row.GetInt64("silver_version");
            rows.Add(SearchRow.Read(row));
        }

        return (version, [.. rows.GroupBy(listing => listing.AssetId).Select(AssetOf)]);
    }

    private static SearchableAsset AssetOf(IGrouping<Guid, SearchRow> listings)
    {
        var asset = listings.First();
        return new SearchableAsset(
            asset.AssetId,
            asset.Symbol,
            asset.Name,
            [.. listings.SelectMany(listing => listing.Labels).Distinct()],
            [.. listings.Select(listing => listing.Id)],
            listings
                .Where(listing => listing.MarketCap is not null)
                .OrderByDescending(listing => listing.At)
                .Select(listing => listing.MarketCap)
                .FirstOrDefault()
        );
    }

    private sealed record SearchRow(
        Guid AssetId,
        string Symbol,
        string Name,
        ListingId Id,
        IReadOnlyList<FormerLabel> Labels,
        NumberLexeme? MarketCap,
        DateTimeOffset? At
    )
    {
        public static SearchRow Read(NpgsqlDataReader row) =>
            new(
                row.GetGuid("asset_id"),
                row.GetString("symbol"),
                row.GetString("name"),
                new ListingId(row.GetString("source"), row.GetString("source_asset_id")),
                LabelsOf(row),
                row.IsDBNull("market_cap_usd") ? null : NumberLexeme.Read(row.GetString("market_cap_usd")).Number,
                row.IsDBNull("last_updated") ? null : row.GetFieldValue<DateTimeOffset>("last_updated")
            );

        private static List<FormerLabel> LabelsOf(NpgsqlDataReader row)
        {
            if (row.IsDBNull("labels"))
                return [];
            var texts = row.GetFieldValue<string[,]>("labels");
            return
            [
                .. Enumerable.Range(0, texts.GetLength(0)).Select(at => new FormerLabel(texts[at, 0], texts[at, 1])),
            ];
        }
    }
}
