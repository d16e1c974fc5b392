-- silver_shadow.sql
-- Empty copies of Silver for one session, filled by a transformation and compared with the stored Silver.

-- name: create_silver_shadow
-- Lets every unqualified statement of this session meet empty copies of Silver instead of Silver: temp tables are found
-- first. The live rows stay visible through views, which are bound to the real tables before the copies exist.
-- Sightings are input, as Bronze is, and have no copy; duplicates that wait are not decided here.
CREATE TEMP VIEW live_links AS
SELECT l.source, l.source_asset_id, l.asset_id, a.symbol, a.name, l.linked_by
FROM   asset_sources l JOIN assets a USING (asset_id);
CREATE TEMP VIEW live_market_data AS SELECT * FROM asset_market_data;
CREATE TEMP VIEW live_revisions AS SELECT * FROM market_data_revisions;
CREATE TEMP VIEW live_failures AS SELECT * FROM transform_failures;
CREATE TEMP VIEW live_orphans AS
SELECT a.asset_id, a.symbol, a.name
FROM   assets a WHERE NOT EXISTS (SELECT FROM asset_sources l WHERE l.asset_id = a.asset_id);

CREATE TEMP TABLE shadow_assets (LIKE assets INCLUDING ALL);
CREATE TEMP TABLE shadow_asset_sources (LIKE asset_sources INCLUDING ALL);
CREATE TEMP TABLE shadow_asset_market_data (LIKE asset_market_data INCLUDING ALL);
CREATE TEMP TABLE shadow_market_data_revisions (LIKE market_data_revisions INCLUDING ALL);
CREATE TEMP TABLE shadow_sighting_candidates (LIKE sighting_candidates INCLUDING ALL);
CREATE TEMP TABLE shadow_pending_rebuilds (LIKE pending_rebuilds INCLUDING ALL);
CREATE TEMP TABLE shadow_silver_commits (LIKE silver_commits INCLUDING ALL);
CREATE TEMP TABLE shadow_silver_withdrawals (LIKE silver_withdrawals INCLUDING ALL);
CREATE TEMP TABLE shadow_transform_failures (LIKE transform_failures INCLUDING ALL);
CREATE TEMP TABLE shadow_transformations (LIKE transformations INCLUDING ALL);
ALTER TABLE shadow_assets RENAME TO assets;
ALTER TABLE shadow_asset_sources RENAME TO asset_sources;
ALTER TABLE shadow_asset_market_data RENAME TO asset_market_data;
ALTER TABLE shadow_market_data_revisions RENAME TO market_data_revisions;
ALTER TABLE shadow_sighting_candidates RENAME TO sighting_candidates;
ALTER TABLE shadow_pending_rebuilds RENAME TO pending_rebuilds;
ALTER TABLE shadow_silver_commits RENAME TO silver_commits;
ALTER TABLE shadow_silver_withdrawals RENAME TO silver_withdrawals;
ALTER TABLE shadow_transform_failures RENAME TO transform_failures;
ALTER TABLE shadow_transformations RENAME TO transformations;

CREATE TEMP VIEW shadow_links AS
SELECT l.source, l.source_asset_id, l.asset_id, a.symbol, a.name, l.linked_by
FROM   asset_sources l JOIN assets a USING (asset_id);
CREATE TEMP VIEW shadow_market_data AS SELECT * FROM asset_market_data;
CREATE TEMP VIEW shadow_revisions AS SELECT * FROM market_data_revisions;
CREATE TEMP VIEW shadow_failures AS SELECT * FROM transform_failures;

-- name: digest_live_links
-- Every link, in one order, as text: what the digest is taken over.
COPY (SELECT source, source_asset_id, asset_id, symbol, name, linked_by
      FROM   live_links
      ORDER  BY source COLLATE "C", source_asset_id COLLATE "C") TO STDOUT

-- name: digest_shadow_links
-- Every link, in one order, as text: what the digest is taken over.
COPY (SELECT source, source_asset_id, asset_id, symbol, name, linked_by
      FROM   shadow_links
      ORDER  BY source COLLATE "C", source_asset_id COLLATE "C") TO STDOUT

-- name: digest_live_market_data
-- Every observation, in one order, as text, without the time it was written: what the digest is taken over.
COPY (SELECT asset_id, source, last_updated AT TIME ZONE 'UTC', price_usd, market_cap_usd, volume_24h_usd, raw_id,
             sighting_id
      FROM   live_market_data
      ORDER  BY source COLLATE "C", raw_id) TO STDOUT

-- name: digest_shadow_market_data
-- Every observation, in one order, as text, without the time it was written: what the digest is taken over.
COPY (SELECT asset_id, source, last_updated AT TIME ZONE 'UTC', price_usd, market_cap_usd, volume_24h_usd, raw_id,
             sighting_id
      FROM   shadow_market_data
      ORDER  BY source COLLATE "C", raw_id) TO STDOUT

-- name: digest_live_revisions
-- Every revision, in one order, as text: what the digest is taken over.
COPY (SELECT asset_id, source, last_updated AT TIME ZONE 'UTC', statement_id, price_usd, market_cap_usd, volume_24h_usd,
             raw_id, stated_at AT TIME ZONE 'UTC', replaced_by, replaced_at AT TIME ZONE 'UTC'
      FROM   live_revisions
      ORDER  BY source COLLATE "C", statement_id) TO STDOUT

-- name: digest_live_failures
-- Every failure, in one order, as text, without the time it was recorded: what the digest is taken over.
COPY (SELECT source, raw_table, raw_id, run_id, error_type, error_message, payload
      FROM   live_failures
      ORDER  BY source COLLATE "C", raw_id) TO STDOUT

-- name: digest_shadow_revisions
-- Every revision, in one order, as text: what the digest is taken over.
COPY (SELECT asset_id, source, last_updated AT TIME ZONE 'UTC', statement_id, price_usd, market_cap_usd, volume_24h_usd,
             raw_id, stated_at AT TIME ZONE 'UTC', replaced_by, replaced_at AT TIME ZONE 'UTC'
      FROM   shadow_revisions
      ORDER  BY source COLLATE "C", statement_id) TO STDOUT

-- name: digest_shadow_failures
-- Every failure, in one order, as text, without the time it was recorded: what the digest is taken over.
COPY (SELECT source, raw_table, raw_id, run_id, error_type, error_message, payload
      FROM   shadow_failures
      ORDER  BY source COLLATE "C", raw_id) TO STDOUT
