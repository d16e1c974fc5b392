-- insert_asset_sources.sql
-- Adds what the ids of a source mean. An id keeps its asset: its first label decides, later ones do not move it. ($1 source, $2 linked_at)
INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at)
SELECT $1, source_asset_id, asset_id, linked_by, $2
FROM   new_links
