using System.Data;
using Kasparro.Domain.Assets.Linking;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Postgres.Statements;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Identity;

/// <summary>A listing as it is stored.</summary>
/// <param name="Listing">Null until its source is transformed again after a migration: its label is not known.</param>
/// <param name="FirstSeen">The time of its first record; null where the label is.</param>
internal sealed record StoredListing(
    ListingId Id,
    Guid AssetId,
    string LinkedBy,
    bool IsFileScoped,
    Listing? Listing,
    DateTimeOffset? FirstSeen
)
{
    /// <summary>All of them, by source and id.</summary>
    public static async Task<List<StoredListing>> ReadAllAsync(NpgsqlConnection session, CancellationToken ct)
    {
        await using var read = Sql.Command(session, "read_listings");
        await using var row = await read.ExecuteReaderAsync(ct);
        var listings = new List<StoredListing>();
        while (await row.ReadAsync(ct))
            listings.Add(Read(row));
        return listings;
    }

    private static StoredListing Read(NpgsqlDataReader row)
    {
        var id = new ListingId(row.GetString("source"), row.GetString("source_asset_id"));
        var isFileScoped = row.GetBoolean("is_file_scoped");
        var listing = row.IsDBNull("symbol")
            ? null
            : new Listing(
                id,
                row.GetString("symbol"),
                row.GetString("name"),
                row.IsDBNull("slug") ? null : row.GetString("slug"),
                Number(row, "price_usd"),
                Time(row, "last_updated"),
                Number(row, "market_cap_usd"),
                isFileScoped
            );
        var (asset, linkedBy) = (row.GetGuid("asset_id"), row.GetString("linked_by"));
        return new StoredListing(id, asset, linkedBy, isFileScoped, listing, Time(row, "first_seen"));
    }

    private static NumberLexeme? Number(NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : NumberLexeme.Read(row.GetString(column)).Number;

    private static DateTimeOffset? Time(NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
