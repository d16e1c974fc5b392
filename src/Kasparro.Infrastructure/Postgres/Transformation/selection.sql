-- selection.sql
-- The raw rows of a part of Bronze that is transformed or verified again.

-- name: create_selected_raw_rows
-- The selected raw rows of one source. Gone with the session.
CREATE TEMP TABLE IF NOT EXISTS selected_raw_rows (raw_id bigint PRIMARY KEY)

-- name: select_raw_rows
-- Selects the raw rows that a part names, and all others with the same ids at the source, up to the last one that has
-- an outcome. A null names nothing.
WITH named AS (
         SELECT raw_id FROM transform_failures WHERE source = @source AND @failures
         UNION ALL
         SELECT raw_id FROM asset_market_data WHERE source = @source AND asset_id = @asset_id
         UNION ALL
         SELECT raw_id FROM market_data_revisions WHERE source = @source AND asset_id = @asset_id
         UNION ALL
         SELECT @raw_id
         UNION ALL
         SELECT id FROM raw_table WHERE @received AND ingested_at >= coalesce(@from, '-infinity')
                                AND ingested_at <= coalesce(@to, 'infinity'))
INSERT INTO selected_raw_rows (raw_id)
SELECT id FROM raw_table
WHERE  id <= @up_to AND source_id IN (SELECT source_id FROM raw_table WHERE id IN (SELECT raw_id FROM named))

-- name: widen_raw_rows
-- Adds the raw rows that speak about the same assets under another id. Run until it adds none.
WITH assets_meant AS (
         SELECT asset_id FROM asset_market_data
         WHERE  source = @source AND raw_id IN (SELECT raw_id FROM selected_raw_rows)
         UNION
         SELECT asset_id FROM market_data_revisions
         WHERE  source = @source AND raw_id IN (SELECT raw_id FROM selected_raw_rows)),
     meant AS (
         SELECT raw_id FROM asset_market_data
         WHERE  source = @source AND asset_id IN (SELECT asset_id FROM assets_meant)
         UNION
         SELECT raw_id FROM market_data_revisions
         WHERE  source = @source AND asset_id IN (SELECT asset_id FROM assets_meant))
INSERT INTO selected_raw_rows (raw_id)
SELECT id FROM raw_table
WHERE  id <= @up_to AND source_id IN (SELECT source_id FROM raw_table WHERE id IN (SELECT raw_id FROM meant))
ON CONFLICT DO NOTHING

-- name: selected_raw_rows
-- The selection, ascending.
SELECT raw_id FROM selected_raw_rows ORDER BY raw_id

-- name: clear_selected_market_data
-- Deletes the market data of the selection, to write it again in the same transaction; returns how much it was.
WITH cleared AS (DELETE FROM asset_market_data
                 WHERE  source = @source AND raw_id IN (SELECT raw_id FROM selected_raw_rows)
                 RETURNING asset_id, last_updated),
     noted AS (INSERT INTO cleared_market_data (asset_id, last_updated)
               SELECT asset_id, last_updated FROM cleared)
SELECT count(*) FROM cleared

-- name: clear_selected_revisions
-- Deletes the revisions of the selection, to write them again in the same transaction; returns how many there were.
WITH cleared AS (DELETE FROM market_data_revisions
                 WHERE  source = @source AND raw_id IN (SELECT raw_id FROM selected_raw_rows)
                 RETURNING raw_id)
SELECT count(*) FROM cleared

-- name: clear_selected_failures
-- Deletes the failures of the selection, to write them again in the same transaction; returns how many there were.
WITH cleared AS (DELETE FROM transform_failures
                 WHERE  source = @source AND raw_id IN (SELECT raw_id FROM selected_raw_rows)
                 RETURNING raw_id)
SELECT count(*) FROM cleared

-- name: stage_selected_sightings
-- The sightings of the selection.
INSERT INTO staged_sightings (raw_id, sighting_id, sighted_at)
SELECT raw_id, sighting_id, sighted_at
FROM   sightings
WHERE  source = @source AND raw_id IN (SELECT raw_id FROM selected_raw_rows)
