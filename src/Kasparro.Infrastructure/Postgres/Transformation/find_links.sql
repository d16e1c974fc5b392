-- find_links.sql
-- Which assets some ids of a source mean, as far as that is known: from earlier transformations or from this one. ($1 source, $2 ids)
SELECT source_asset_id, asset_id FROM asset_sources WHERE source = $1 AND source_asset_id = ANY ($2)
UNION ALL
SELECT source_asset_id, asset_id FROM new_links WHERE source_asset_id = ANY ($2)
