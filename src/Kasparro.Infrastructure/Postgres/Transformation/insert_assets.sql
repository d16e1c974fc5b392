-- insert_assets.sql
-- Adds the assets that this transformation met first. Another source may have brought the same asset: it has the same id there.
INSERT INTO assets (asset_id, symbol, name)
SELECT asset_id, symbol, name FROM new_links
ON CONFLICT DO NOTHING
