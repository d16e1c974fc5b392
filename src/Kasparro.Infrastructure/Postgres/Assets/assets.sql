-- assets.sql
-- Assets by the ids that people know, and everything by which they can be found.

-- name: resolve_asset_ids
-- The assets that some ids mean now. An id of before goes on to answer; an unknown one stays as it is.
SELECT DISTINCT coalesce(s.asset_id, wanted.asset_id) AS asset_id
FROM   unnest(@asset_ids) AS wanted (asset_id)
LEFT   JOIN asset_aliases a ON a.asset_id = wanted.asset_id
LEFT   JOIN asset_sources s ON s.source = a.source AND s.source_asset_id = a.source_asset_id

-- name: find_assets_of_listings
-- The assets that sources list under some ids. A null is no filter.
SELECT DISTINCT asset_id
FROM   asset_sources
WHERE  source_asset_id = ANY (@source_asset_ids) AND (@sources IS NULL OR source = ANY (@sources))

-- name: read_searchable_assets
-- Every listing with its asset, all labels that it has or had, and its newest market cap, by asset; with the silver
-- version of the snapshot. Labels are pairs of symbol and name.
SELECT a.asset_id, a.symbol, a.name, s.source, s.source_asset_id, labels.texts AS labels, d.market_cap_usd,
       d.last_updated, (SELECT version FROM silver_version) AS silver_version
FROM   assets a
JOIN   asset_sources s ON s.asset_id = a.asset_id
LEFT   JOIN (SELECT source, source_asset_id, array_agg(ARRAY[symbol, name] ORDER BY last_seen DESC) AS texts
             FROM   listing_labels GROUP BY source, source_asset_id) labels
ON     labels.source = s.source AND labels.source_asset_id = s.source_asset_id
LEFT   JOIN LATERAL (SELECT market_cap_usd::text, last_updated
                     FROM   asset_market_data d
                     WHERE  d.asset_id = s.asset_id AND d.source = s.source
                     ORDER  BY d.last_updated DESC
                     LIMIT  1) d ON true
ORDER  BY a.asset_id, s.source, s.source_asset_id
