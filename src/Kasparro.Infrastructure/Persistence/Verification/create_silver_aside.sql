-- create_silver_aside.sql
-- Lets every unqualified statement of this session meet empty copies of Silver instead of Silver: temp tables are found first.
-- The live rows stay visible through views, which are bound to the real tables before the copies exist.
CREATE TEMP VIEW live_links AS
SELECT l.source, l.source_asset_id, l.asset_id, a.symbol, a.name, l.linked_by FROM asset_sources l JOIN assets a USING (asset_id);
CREATE TEMP VIEW live_market_data AS SELECT * FROM asset_market_data;
CREATE TEMP VIEW live_failures AS SELECT * FROM transform_failures;
CREATE TEMP VIEW live_orphans AS
SELECT a.asset_id, a.symbol, a.name FROM assets a WHERE NOT EXISTS (SELECT FROM asset_sources l WHERE l.asset_id = a.asset_id);

CREATE TEMP TABLE aside_assets (LIKE assets INCLUDING ALL);
CREATE TEMP TABLE aside_asset_sources (LIKE asset_sources INCLUDING ALL);
CREATE TEMP TABLE aside_asset_market_data (LIKE asset_market_data INCLUDING ALL);
CREATE TEMP TABLE aside_transform_failures (LIKE transform_failures INCLUDING ALL);
CREATE TEMP TABLE aside_derivations (LIKE derivations INCLUDING ALL);
ALTER TABLE aside_assets RENAME TO assets;
ALTER TABLE aside_asset_sources RENAME TO asset_sources;
ALTER TABLE aside_asset_market_data RENAME TO asset_market_data;
ALTER TABLE aside_transform_failures RENAME TO transform_failures;
ALTER TABLE aside_derivations RENAME TO derivations;

CREATE TEMP VIEW aside_links AS
SELECT l.source, l.source_asset_id, l.asset_id, a.symbol, a.name, l.linked_by FROM asset_sources l JOIN assets a USING (asset_id);
CREATE TEMP VIEW aside_market_data AS SELECT * FROM asset_market_data;
CREATE TEMP VIEW aside_failures AS SELECT * FROM transform_failures;
