-- create_new_links.sql
-- Ids that a transformation met for the first time. They reach the shared tables in its last statements, so that sources never wait for each other long.
CREATE TEMP TABLE new_links (source_asset_id text PRIMARY KEY, asset_id uuid NOT NULL UNIQUE, symbol text NOT NULL, name text NOT NULL, linked_by text NOT NULL) ON COMMIT DROP
