-- digest_shadow_links.sql
-- Every link, in one order, as text: what the digest is taken over.
COPY (SELECT source, source_asset_id, asset_id, symbol, name, linked_by FROM shadow_links ORDER BY source COLLATE "C", source_asset_id COLLATE "C") TO STDOUT
