-- delete_orphan_assets.sql
-- After a full transformation: assets that no source means any more.
DELETE FROM assets WHERE NOT EXISTS (SELECT FROM asset_sources WHERE asset_sources.asset_id = assets.asset_id)
