-- clear_market_data.sql
-- Forgets what was derived from a source, to derive it anew in the same transaction: readers see the old rows until it commits. ($1 source)
DELETE FROM asset_market_data WHERE source = $1
