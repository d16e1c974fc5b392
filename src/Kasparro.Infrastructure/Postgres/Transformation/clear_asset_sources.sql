-- clear_asset_sources.sql
-- Forgets which assets a source's ids mean, within the transaction that finds it out anew. ($1 source)
DELETE FROM asset_sources WHERE source = $1
