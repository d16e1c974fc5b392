-- observations.sql
-- Observations on their way to market data, a chunk at a time.

-- name: create_staged_observations
-- One chunk of observations. The numbers are text: PostgreSQL reads their digits itself, so none is lost on the way.
CREATE TEMP TABLE staged_observations (
    asset_id       uuid,
    last_updated   timestamptz,
    price_usd      text,
    market_cap_usd text,
    volume_24h_usd text,
    raw_id         bigint) ON COMMIT DROP

-- name: copy_staged_observations
-- Stages one chunk of observations.
COPY staged_observations (asset_id, last_updated, price_usd, market_cap_usd, volume_24h_usd, raw_id)
FROM STDIN (FORMAT binary)

-- name: upsert_asset_market_data
-- Writes one chunk of observations, at most one an asset and instant. Idempotent: replaying it changes nothing.
-- A later raw row about the same instant replaces an earlier one, never the reverse.
-- Returns how many rows were new and how many were replaced.
WITH written AS (
    INSERT INTO asset_market_data AS kept (asset_id, source, last_updated, price_usd, market_cap_usd, volume_24h_usd,
                                           raw_id, created_at)
    SELECT asset_id, @source, last_updated, price_usd::numeric, market_cap_usd::numeric, volume_24h_usd::numeric,
           raw_id, @created_at
    FROM   staged_observations
    ON CONFLICT (asset_id, source, last_updated) DO UPDATE
    SET    price_usd = excluded.price_usd, market_cap_usd = excluded.market_cap_usd,
           volume_24h_usd = excluded.volume_24h_usd, raw_id = excluded.raw_id
    WHERE  kept.raw_id < excluded.raw_id
    -- A row that was only inserted has no deleter or locker.
    RETURNING xmax = 0 AS is_new
)
SELECT count(*) FILTER (WHERE is_new) AS inserted, count(*) FILTER (WHERE NOT is_new) AS replaced FROM written

-- name: truncate_staged_observations
-- Makes room for the next chunk. The table is this session's own.
TRUNCATE staged_observations
