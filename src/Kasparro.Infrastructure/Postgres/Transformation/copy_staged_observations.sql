-- copy_staged_observations.sql
-- Stages one chunk of observations.
COPY staged_observations (asset_id, last_updated, price_usd, market_cap_usd, volume_24h_usd, raw_id) FROM STDIN (FORMAT binary)
