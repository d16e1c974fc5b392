-- distribution.sql
-- Spreads Silver over the machines of a Citus cluster: market data, its revisions and the listings by asset_id, each
-- asset's rows together on one machine, and a copy of the assets on all of them. Every other table stays where it is.

-- name: has_citus
-- Whether the database has the extension.
SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')

-- name: knows_coordinator
-- Whether the machines know this one, so that a statement may join what is here with what is there.
SELECT EXISTS (SELECT FROM pg_dist_node WHERE groupid = 0)

-- name: find_undistributed_tables
-- Which of some tables are on this machine alone.
SELECT name
FROM   unnest(@names) WITH ORDINALITY AS n (name, ordinal)
WHERE  NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = to_regclass(name) AND partmethod IN ('h', 'n'))
ORDER  BY ordinal

-- name: distribute_assets
-- A copy on every machine. What refers to assets is a foreign key from here on: see the tables below.
DROP TRIGGER assets_keep_used ON assets;
DROP TRIGGER assets_keep_all ON assets;
DROP TRIGGER assets_same_asset ON assets;
ALTER TABLE asset_sources DROP CONSTRAINT fk_asset_sources_assets_asset_id;
SELECT create_reference_table('assets')

-- name: distribute_asset_market_data
-- By asset_id, which every unique key must have and which never changes. A trigger would run on the machine that has
-- the row, where the tables that it writes to are not: assets are checked by a foreign key when a transaction commits,
-- and deleted rows are not noted.
DROP TRIGGER asset_market_data_references ON asset_market_data;
DROP TRIGGER asset_market_data_same_asset ON asset_market_data;
DROP TRIGGER asset_market_data_lost_row ON asset_market_data;
DROP TRIGGER asset_market_data_lost_all ON asset_market_data;
DROP INDEX ix_asset_market_data_source_raw_id;
CREATE UNIQUE INDEX ix_asset_market_data_source_raw_id ON asset_market_data (source, raw_id, asset_id);
SELECT create_distributed_table('asset_market_data', 'asset_id');
ALTER TABLE asset_market_data ADD CONSTRAINT fk_asset_market_data_assets_asset_id
FOREIGN KEY (asset_id) REFERENCES assets (asset_id) DEFERRABLE INITIALLY DEFERRED

-- name: distribute_market_data_revisions
-- Next to the rows that replaced them.
DROP TRIGGER market_data_revisions_lost_row ON market_data_revisions;
DROP TRIGGER market_data_revisions_lost_all ON market_data_revisions;
SELECT create_distributed_table('market_data_revisions', 'asset_id', colocate_with => 'asset_market_data')

-- name: distribute_asset_sources
-- Next to their rows. That a listing has one asset is kept by the lock of the assets, under which they are written.
DROP TRIGGER asset_sources_lost_row ON asset_sources;
DROP TRIGGER asset_sources_lost_all ON asset_sources;
ALTER TABLE asset_sources DROP CONSTRAINT pk_asset_sources,
ADD CONSTRAINT pk_asset_sources PRIMARY KEY (source, source_asset_id, asset_id);
SELECT create_distributed_table('asset_sources', 'asset_id', colocate_with => 'asset_market_data');
ALTER TABLE asset_sources ADD CONSTRAINT fk_asset_sources_assets_asset_id
FOREIGN KEY (asset_id) REFERENCES assets (asset_id) ON DELETE RESTRICT

-- name: drop_local_rows
-- Frees the space of rows that were copied to the machines, of tables that refer to others first.
SELECT truncate_local_data_after_distributing_table(to_regclass(name))
FROM  (SELECT name FROM unnest(@names) WITH ORDINALITY AS n (name, ordinal) ORDER BY ordinal DESC OFFSET 0) distributed
