using Kasparro.Application;
using Kasparro.Application.MarketData;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.MarketData;

/// <summary>The columns of the <c>data_…</c> statements, found by name once for all rows of a result.</summary>
internal sealed class MarketDataColumns(NpgsqlDataReader reader)
{
    private readonly int _assetId = reader.GetOrdinal("asset_id");
    private readonly int _symbol = reader.GetOrdinal("symbol");
    private readonly int _name = reader.GetOrdinal("name");
    private readonly int _source = reader.GetOrdinal("source");
    private readonly int _priceUsd = reader.GetOrdinal("price_usd");
    private readonly int _marketCapUsd = reader.GetOrdinal("market_cap_usd");
    private readonly int _volume24hUsd = reader.GetOrdinal("volume_24h_usd");
    private readonly int _lastUpdated = reader.GetOrdinal("last_updated");
    private readonly int _createdAt = reader.GetOrdinal("created_at");
    private readonly int _updatedAt = reader.GetOrdinal("updated_at");

    public MarketDataRow Row() =>
        new(
            reader.GetGuid(_assetId),
            reader.GetString(_symbol),
            reader.GetString(_name),
            reader.GetString(_source),
            new NumberText(reader.GetString(_priceUsd)),
            Number(_marketCapUsd),
            Number(_volume24hUsd),
            reader.GetFieldValue<DateTimeOffset>(_lastUpdated),
            reader.GetFieldValue<DateTimeOffset>(_createdAt),
            reader.GetFieldValue<DateTimeOffset>(_updatedAt)
        );

    public long Version() => reader.GetInt64(reader.GetOrdinal("silver_version"));

    private NumberText? Number(int column) => reader.IsDBNull(column) ? null : new NumberText(reader.GetString(column));
}
