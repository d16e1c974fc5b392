-- backfill.sql
-- The coins that a source has named, for a backfill of them.

-- name: find_known_coins
-- The listings of a source that have some ids, with their newest label; found by keys.
SELECT s.source_asset_id, l.symbol, l.name
FROM   asset_sources s
JOIN   (SELECT DISTINCT ON (source_asset_id) source_asset_id, symbol, name
        FROM   listing_labels
        WHERE  source = @source AND source_asset_id = ANY (@ids)
        ORDER  BY source_asset_id, last_seen DESC, last_raw_id DESC) l
ON     l.source_asset_id = s.source_asset_id
WHERE  s.source = @source AND s.source_asset_id = ANY (@ids)
ORDER  BY array_position(@ids, s.source_asset_id)

-- name: find_largest_coins
-- The listings of a source with the largest market caps, as it said last, with their newest label. Costs one row of
-- market data for each listing of the source.
SELECT s.source_asset_id, l.symbol, l.name
FROM   asset_sources s
JOIN   (SELECT DISTINCT ON (source_asset_id) source_asset_id, symbol, name
        FROM   listing_labels
        WHERE  source = @source
        ORDER  BY source_asset_id, last_seen DESC, last_raw_id DESC) l
ON     l.source_asset_id = s.source_asset_id
LEFT   JOIN LATERAL (SELECT market_cap_usd
                     FROM   asset_market_data
                     WHERE  asset_id = s.asset_id AND source = s.source
                     ORDER  BY last_updated DESC
                     LIMIT  1) d ON true
WHERE  s.source = @source
ORDER  BY d.market_cap_usd DESC NULLS LAST, s.source_asset_id COLLATE "C"
LIMIT  @count
