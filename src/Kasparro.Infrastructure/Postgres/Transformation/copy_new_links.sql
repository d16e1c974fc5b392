-- copy_new_links.sql
-- Puts ids met for the first time aside.
COPY new_links (source_asset_id, asset_id, symbol, name, linked_by) FROM STDIN (FORMAT binary)
