-- upsert_asset_market_data.sql
-- Writes one chunk of observations, at most one an asset and instant. Idempotent: replaying it changes nothing.
-- A later raw row about the same instant replaces an earlier one, never the reverse.
-- Answers how many rows were new and how many were replaced. ($1 source, $2 created_at)
WITH written AS (
    INSERT INTO asset_market_data AS kept (asset_id, source, last_updated, price_usd, market_cap_usd, volume_24h_usd, raw_id, created_at)
    SELECT asset_id, $1, last_updated, price_usd::numeric, market_cap_usd::numeric, volume_24h_usd::numeric, raw_id, $2
    FROM   staged_observations
    ON CONFLICT (asset_id, source, last_updated) DO UPDATE
    SET    price_usd = excluded.price_usd, market_cap_usd = excluded.market_cap_usd, volume_24h_usd = excluded.volume_24h_usd, raw_id = excluded.raw_id
    WHERE  kept.raw_id < excluded.raw_id
    -- A row that was only inserted has no deleter or locker.
    RETURNING xmax = 0 AS is_new
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
