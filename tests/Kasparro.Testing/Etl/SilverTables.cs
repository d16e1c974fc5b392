using Kasparro.Testing.Database;

namespace Kasparro.Testing.Etl;

/// <summary>All of Silver as text, without the times it was written: equal texts are equal Silver.</summary>
public static class SilverTables
{
    public static async Task<string> ReadAsync(TestDatabase database) =>
        await database.ScalarAsync<string>(
            """
            SELECT concat_ws(E'\n',
                (SELECT string_agg(concat_ws('|', l.source, l.source_asset_id, l.asset_id, a.symbol, a.name,
                    l.linked_by), E'\n' ORDER BY l.source, l.source_asset_id) FROM asset_sources l
                    JOIN assets a USING (asset_id)),
                (SELECT string_agg(concat_ws('|', 'asset', asset_id, symbol, name), E'\n' ORDER BY asset_id)
                    FROM assets),
                (SELECT string_agg(concat_ws('|', 'label', source, source_asset_id, symbol, name, first_seen,
                    last_seen), E'\n' ORDER BY source, source_asset_id, symbol, name) FROM listing_labels),
                (SELECT string_agg(concat_ws('|', asset_id, source, last_updated, price_usd,
                    coalesce(market_cap_usd::text, 'null'), coalesce(volume_24h_usd::text, 'null'), raw_id),
                    E'\n' ORDER BY source, raw_id) FROM asset_market_data),
                (SELECT string_agg(concat_ws('|', source, raw_table, raw_id, run_id, error_type, error_message,
                    payload), E'\n' ORDER BY source, raw_id) FROM transform_failures))
            """
        ) ?? "";

    /// <summary>All that was said about each instant, in its order, as text.</summary>
    public static async Task<string> ReadHistoryAsync(TestDatabase database) =>
        await database.ScalarAsync<string>(
            """
            SELECT string_agg(concat_ws('|', source, asset_id, last_updated, statement_id, raw_id, price_usd,
                coalesce(market_cap_usd::text, 'null'), coalesce(volume_24h_usd::text, 'null'), stated_at,
                coalesce(replaced_by::text, 'current'), replaced_at), E'\n' ORDER BY source, statement_id)
            FROM  (SELECT source, asset_id, last_updated, statement_id, raw_id, price_usd, market_cap_usd,
                volume_24h_usd, stated_at, replaced_by, replaced_at FROM market_data_revisions
                   UNION ALL
                   SELECT source, asset_id, last_updated, coalesce(sighting_id, raw_id), raw_id, price_usd,
                       market_cap_usd, volume_24h_usd, stated_at, NULL, NULL FROM asset_market_data) said
            """
        ) ?? "";

    /// <summary>Forgets all of Silver and how it was derived.</summary>
    public static Task DropAsync(TestDatabase database) =>
        database.ExecuteAsync(
            "TRUNCATE assets, asset_sources, listing_labels, asset_market_data, market_data_revisions, "
                + "transform_failures, transformations"
        );
}
