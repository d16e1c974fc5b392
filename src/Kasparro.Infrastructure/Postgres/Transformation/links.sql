-- links.sql
-- Which asset each id of a source means. New links stay in the session until the transformation's last statements.

-- name: create_new_links
-- Ids that a transformation met for the first time. They reach the shared tables in its last statements, so that
-- sources never wait for each other long.
CREATE TEMP TABLE new_links (
    source_asset_id text PRIMARY KEY,
    asset_id        uuid NOT NULL UNIQUE,
    symbol          text NOT NULL,
    name            text NOT NULL,
    linked_by       text NOT NULL) ON COMMIT DROP

-- name: copy_new_links
-- Stages ids met for the first time.
COPY new_links (source_asset_id, asset_id, symbol, name, linked_by) FROM STDIN (FORMAT binary)

-- name: find_links
-- Which assets some ids of a source mean, as far as that is known: from earlier transformations or from this one.
SELECT source_asset_id, asset_id FROM asset_sources WHERE source = @source AND source_asset_id = ANY (@ids)
UNION ALL
SELECT source_asset_id, asset_id FROM new_links WHERE source_asset_id = ANY (@ids)

-- name: find_taken_assets
-- Which of some assets belong to an id of this source already.
SELECT asset_id FROM asset_sources WHERE source = @source AND asset_id = ANY (@asset_ids)
UNION ALL
SELECT asset_id FROM new_links WHERE asset_id = ANY (@asset_ids)

-- name: insert_assets
-- Adds the assets that this transformation met first. Another source may have added the same asset: it has the same id.
INSERT INTO assets (asset_id, symbol, name)
SELECT asset_id, symbol, name FROM new_links
ON CONFLICT DO NOTHING

-- name: insert_asset_sources
-- Adds what the ids of a source mean. An id keeps its asset: its first label decides, later ones do not move it.
INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
SELECT @source, source_asset_id, asset_id, linked_by, @linked_at
FROM   new_links

-- name: delete_orphan_assets
-- After a full transformation: deletes the assets that no source means any more. One that has market data stays: its
-- source lost the link, and makes it again when it is rebuilt.
DELETE FROM assets
WHERE  NOT EXISTS (SELECT FROM asset_sources WHERE asset_sources.asset_id = assets.asset_id)
AND    NOT EXISTS (SELECT FROM asset_market_data WHERE asset_market_data.asset_id = assets.asset_id)
