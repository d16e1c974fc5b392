-- create_silver_shadow.sql
-- Lets every unqualified statement of this session meet empty copies of Silver instead of Silver: temp tables are found first.
-- The live rows stay visible through views, which are bound to the real tables before the copies exist.
CREATE TEMP VIEW live_links AS
SELECT l.source, l.source_asset_id, l.asset_id, a.symbol, a.name, l.linked_by FROM asset_sources l JOIN assets a USING (asset_id);
CREATE TEMP VIEW live_market_data AS SELECT * FROM asset_market_data;
CREATE TEMP VIEW live_failures AS SELECT * FROM transform_failures;
CREATE TEMP VIEW live_orphans AS
SELECT a.asset_id, a.symbol, a.name FROM assets a WHERE NOT EXISTS (SELECT FROM asset_sources l WHERE l.asset_id = a.asset_id);

CREATE TEMP TABLE shadow_assets (LIKE assets INCLUDING ALL);
CREATE TEMP TABLE shadow_asset_sources (LIKE asset_sources INCLUDING ALL);
CREATE TEMP TABLE shadow_asset_market_data (LIKE asset_market_data INCLUDING ALL);
CREATE TEMP TABLE shadow_transform_failures (LIKE transform_failures INCLUDING ALL);
CREATE TEMP TABLE shadow_transformations (LIKE transformations INCLUDING ALL);
ALTER TABLE shadow_assets RENAME TO assets;
ALTER TABLE shadow_asset_sources RENAME TO asset_sources;
ALTER TABLE shadow_asset_market_data RENAME TO asset_market_data;
ALTER TABLE shadow_transform_failures RENAME TO transform_failures;
ALTER TABLE shadow_transformations RENAME TO transformations;

CREATE TEMP VIEW shadow_links AS
SELECT l.source, l.source_asset_id, l.asset_id, a.symbol, a.name, l.linked_by FROM asset_sources l JOIN assets a USING (asset_id);
CREATE TEMP VIEW shadow_market_data AS SELECT * FROM asset_market_data;
CREATE TEMP VIEW shadow_failures AS SELECT * FROM transform_failures;
