-- silver_shadow.sql
-- Empty copies of Silver for one session, filled by a transformation and compared with the stored Silver.

-- name: create_verified_part
-- The raw rows whose Silver is compared, where it is not all of it.
CREATE TEMP TABLE verified_part (source text, raw_id bigint, PRIMARY KEY (source, raw_id));
CREATE TEMP TABLE verified_all (is_all boolean NOT NULL)

-- name: verify_all
-- Everything is compared.
INSERT INTO verified_all VALUES (true)

-- name: verify_part
-- Only what the verified part gives is compared.
INSERT INTO verified_all VALUES (false)

-- name: keep_selection
-- Adds the selection of one source to the verified part.
INSERT INTO verified_part (source, raw_id) SELECT @source, raw_id FROM selected_raw_rows

-- name: forget_selection
-- Makes room for the selection of the next source.
TRUNCATE selected_raw_rows

-- name: copy_links_to_shadow
-- A part does not decide again what ids mean: its transformation meets the links that there are.
INSERT INTO assets (asset_id, symbol, name) SELECT DISTINCT asset_id, symbol, name FROM live_links;
INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at, slug, is_file_scoped)
SELECT source, source_asset_id, asset_id, linked_by, linked_at, slug, is_file_scoped FROM live_asset_sources;
INSERT INTO listing_labels (source, source_asset_id, symbol, name, first_seen, last_seen, last_raw_id)
SELECT source, source_asset_id, symbol, name, first_seen, last_seen, last_raw_id FROM live_labels

-- name: create_silver_shadow
-- Lets every unqualified statement of this session meet empty copies of Silver instead of Silver: temp tables are found
-- first. The live rows stay visible through views, which are bound to the real tables before the copies exist.
-- Sightings and identity decisions are input, as Bronze is, and have no copy; duplicates that wait are not decided
-- here.
CREATE TEMP VIEW live_links AS
SELECT l.source, l.source_asset_id, l.asset_id, a.symbol, a.name, l.linked_by
FROM   asset_sources l JOIN assets a USING (asset_id);
CREATE TEMP VIEW live_asset_sources AS SELECT * FROM asset_sources;
CREATE TEMP VIEW live_market_data AS
SELECT d.* FROM asset_market_data d
WHERE  (SELECT is_all FROM verified_all)
OR     (d.source, d.raw_id) IN (SELECT source, raw_id FROM verified_part);
CREATE TEMP VIEW live_revisions AS
SELECT r.* FROM market_data_revisions r
WHERE  (SELECT is_all FROM verified_all)
OR     (r.source, r.raw_id) IN (SELECT source, raw_id FROM verified_part);
CREATE TEMP VIEW live_failures AS
SELECT f.* FROM transform_failures f
WHERE  (SELECT is_all FROM verified_all)
OR     (f.source, f.raw_id) IN (SELECT source, raw_id FROM verified_part);
CREATE TEMP VIEW live_labels AS
SELECT source, source_asset_id, symbol, name, first_seen, last_seen, last_raw_id
FROM   listing_labels;
CREATE TEMP VIEW live_orphans AS
SELECT a.asset_id, a.symbol, a.name
FROM  (SELECT asset_id FROM assets EXCEPT SELECT asset_id FROM asset_sources) orphan JOIN assets a USING (asset_id);

CREATE TEMP TABLE shadow_assets (LIKE assets INCLUDING ALL);
CREATE TEMP TABLE shadow_asset_sources (LIKE asset_sources INCLUDING ALL);
CREATE TEMP TABLE shadow_listing_labels (LIKE listing_labels INCLUDING ALL);
CREATE TEMP TABLE shadow_asset_aliases (LIKE asset_aliases INCLUDING ALL);
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
ALTER TABLE shadow_listing_labels RENAME TO listing_labels;
ALTER TABLE shadow_asset_aliases RENAME TO asset_aliases;
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
CREATE TEMP VIEW shadow_labels AS
SELECT source, source_asset_id, symbol, name, first_seen, last_seen, last_raw_id
FROM   listing_labels;
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

-- name: digest_live_labels
-- Every label of a listing, in one order, as text: what the digest is taken over.
COPY (SELECT source, source_asset_id, symbol, name, first_seen AT TIME ZONE 'UTC', last_seen AT TIME ZONE 'UTC',
             last_raw_id
      FROM   live_labels
      ORDER  BY source COLLATE "C", source_asset_id COLLATE "C", symbol COLLATE "C", name COLLATE "C") TO STDOUT

-- name: digest_shadow_labels
-- Every label of a listing, in one order, as text: what the digest is taken over.
COPY (SELECT source, source_asset_id, symbol, name, first_seen AT TIME ZONE 'UTC', last_seen AT TIME ZONE 'UTC',
             last_raw_id
      FROM   shadow_labels
      ORDER  BY source COLLATE "C", source_asset_id COLLATE "C", symbol COLLATE "C", name COLLATE "C") TO STDOUT

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
