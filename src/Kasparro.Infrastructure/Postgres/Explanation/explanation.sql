-- explanation.sql
-- Where one row of market data comes from.

-- name: explained_row
-- A row of market data with the statement that it comes from, and why the source's id is this asset.
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at, d.updated_at,
       d.raw_id, l.source_asset_id, l.linked_by, l.linked_at, t.version
FROM   asset_market_data d
JOIN   assets a ON a.asset_id = d.asset_id
LEFT   JOIN asset_sources l ON l.asset_id = d.asset_id AND l.source = d.source
LEFT   JOIN transformations t ON t.source = d.source
WHERE  d.asset_id = @asset_id AND d.source = @source AND d.last_updated = @last_updated

-- name: explained_raw_row
-- One raw row, character for character.
-- The page is known where its run says where pages begin.
SELECT r.id, r.source_id, encode(r.payload_hash, 'hex') AS payload_hash, r.payload::text, r.envelope::text,
       r.ingested_at, r.run_id,
       (SELECT max((p ->> 'page')::int)
        FROM   etl_runs run
        CROSS  JOIN jsonb_array_elements(run.metadata -> 'pages') p
        WHERE  run.run_id = r.run_id
        AND    (p ->> 'record')::bigint <= r.id - (run.metadata ->> 'first_raw_id')::bigint) AS page
FROM   raw_table r
WHERE  r.id = @raw_id

-- name: explained_sightings
-- When a source said again what one raw row holds, the oldest first.
SELECT sighting_id, run_id, sighted_at
FROM   sightings
WHERE  source = @source AND raw_id = @raw_id
ORDER  BY sighting_id

-- name: explained_failures
-- Raw rows with one id of the source that gave no market data, the newest first. Looks at its newest thousand rows.
SELECT f.raw_id, f.failed_at, f.error_type, f.error_message
FROM  (SELECT id FROM raw_table WHERE source_id = @source_id ORDER BY id DESC LIMIT 1000) r
JOIN   transform_failures f ON f.source = @source AND f.raw_id = r.id
ORDER  BY f.raw_id DESC
LIMIT  20

-- name: statements_about
-- All that a source said about one instant of an asset, the current statement first.
SELECT coalesce(sighting_id, raw_id) AS statement_id, raw_id, price_usd::text, market_cap_usd::text,
       volume_24h_usd::text, coalesce(stated_at, created_at) AS stated_at, NULL::timestamptz AS replaced_at,
       NULL::bigint AS replaced_by
FROM   asset_market_data
WHERE  asset_id = @asset_id AND source = @source AND last_updated = @last_updated
UNION  ALL
SELECT statement_id, raw_id, price_usd::text, market_cap_usd::text, volume_24h_usd::text, stated_at, replaced_at,
       replaced_by
FROM   market_data_revisions
WHERE  asset_id = @asset_id AND source = @source AND last_updated = @last_updated
ORDER  BY statement_id DESC
