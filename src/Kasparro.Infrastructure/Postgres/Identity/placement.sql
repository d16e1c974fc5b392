-- placement.sql
-- Puts the rows of listings where decisions say, and gives assets their names; within one transaction and under the
-- locks of all sources. A row that moves is deleted and inserted: where tables are distributed, its asset says on which
-- machine it is.

-- name: insert_target_assets
-- Adds the assets that listings move to. They get their names when all have moved.
INSERT INTO assets (asset_id, symbol, name)
SELECT asset_id, '', asset_id::text FROM unnest(@asset_ids) AS n (asset_id)
ON CONFLICT (asset_id) DO NOTHING

-- name: move_market_data
-- Moves all rows of some listings to other assets, which have none of the same source.
WITH moved AS (
         DELETE FROM asset_market_data d
         USING  unnest(@sources, @from_ids, @to_ids) AS m (source, from_id, to_id)
         WHERE  d.source = m.source AND d.asset_id = m.from_id
         RETURNING m.to_id, d.*)
INSERT INTO asset_market_data (asset_id, source, last_updated, price_usd, market_cap_usd, volume_24h_usd, raw_id,
                               sighting_id, stated_at, created_at, updated_at)
SELECT to_id, source, last_updated, price_usd, market_cap_usd, volume_24h_usd, raw_id, sighting_id, stated_at,
       created_at, @now
FROM   moved

-- name: move_revisions
-- Moves all revisions of some listings to other assets.
WITH moved AS (
         DELETE FROM market_data_revisions r
         USING  unnest(@sources, @from_ids, @to_ids) AS m (source, from_id, to_id)
         WHERE  r.source = m.source AND r.asset_id = m.from_id
         RETURNING m.to_id, r.*)
INSERT INTO market_data_revisions (asset_id, source, last_updated, statement_id, price_usd, market_cap_usd,
                                   volume_24h_usd, raw_id, stated_at, replaced_by, replaced_at)
SELECT to_id, source, last_updated, statement_id, price_usd, market_cap_usd, volume_24h_usd, raw_id, stated_at,
       replaced_by, replaced_at
FROM   moved

-- name: move_listings
-- Moves some listings to other assets, which have none of the same source.
WITH moved AS (
         DELETE FROM asset_sources s
         USING  unnest(@sources, @from_ids, @to_ids) AS m (source, from_id, to_id)
         WHERE  s.source = m.source AND s.asset_id = m.from_id
         RETURNING m.to_id, s.*)
INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at, slug, is_file_scoped)
SELECT source, source_asset_id, to_id, linked_by, linked_at, slug, is_file_scoped FROM moved

-- name: record_moves
-- Records moves for readers that follow the changes, in their order and under the lock of the assets, so that ids are
-- in the order of commits. The next commit of a source still starts where the last one ended.
INSERT INTO silver_commits (source, from_statement, to_statement, committed_at, moved_from, moved_to)
SELECT m.source, coalesce(latest.to_statement, 0), coalesce(latest.to_statement, 0), @now, m.from_id, m.to_id
FROM   unnest(@sources, @from_ids, @to_ids) WITH ORDINALITY AS m (source, from_id, to_id, ordinal)
LEFT   JOIN LATERAL (SELECT to_statement FROM silver_commits c
                     WHERE  c.source = m.source ORDER BY c.commit_id DESC LIMIT 1) latest ON true
ORDER  BY m.ordinal

-- name: update_linked_by
-- Says of some listings which rule linked them.
UPDATE asset_sources AS s
SET    linked_by = n.linked_by, linked_at = @now
FROM   unnest(@sources, @ids, @linked_by) AS n (source, id, linked_by)
WHERE  s.source = n.source AND s.source_asset_id = n.id

-- name: read_assets
-- The names of all assets.
SELECT asset_id, symbol, name FROM assets

-- name: free_names
-- Takes some assets' names away, so that others can have them in the same transaction.
UPDATE assets SET symbol = '', name = asset_id::text WHERE asset_id = ANY (@asset_ids)

-- name: rename_assets
-- Gives some assets their names.
UPDATE assets AS a
SET    symbol = n.symbol, name = n.name
FROM   unnest(@asset_ids, @symbols, @names) AS n (asset_id, symbol, name)
WHERE  a.asset_id = n.asset_id

-- name: read_plain_names
-- Which of several assets with one label has it plainly.
SELECT symbol, name, source, source_asset_id, challenger_source, challenger_source_asset_id, runs, counted_at
FROM   plain_names

-- name: delete_plain_names
-- Makes room for the plain names of this link step.
DELETE FROM plain_names

-- name: insert_plain_name
-- Keeps a plain name for the next link step.
INSERT INTO plain_names (symbol, name, source, source_asset_id, challenger_source, challenger_source_asset_id, runs,
                         counted_at)
VALUES (@symbol, @name, @source, @source_asset_id, @challenger_source, @challenger_source_asset_id, @runs, @counted_at)
