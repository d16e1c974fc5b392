-- find_taken_assets.sql
-- Which of some assets belong to an id of this source already. ($1 source, $2 asset ids)
SELECT asset_id FROM asset_sources WHERE source = $1 AND asset_id = ANY ($2)
UNION ALL
SELECT asset_id FROM new_links WHERE asset_id = ANY ($2)
