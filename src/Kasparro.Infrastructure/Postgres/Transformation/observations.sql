-- observations.sql
-- Observations on their way to market data, a chunk at a time. Each is a statement about an instant: the last one is
-- current, the others are revisions.

-- name: insert_market_data
-- Adds the last observation of each instant of one chunk where Silver does not have the instant, and returns how many:
-- Citus says of an insert how many rows it was given. The numbers are text: PostgreSQL reads their digits itself, so
-- none is lost on the way. Replaying it changes nothing.
WITH inserted AS (
         INSERT INTO asset_market_data (asset_id, source, last_updated, price_usd, market_cap_usd, volume_24h_usd,
                                        raw_id, stated_at, created_at, updated_at)
         SELECT asset_id, @source, last_updated, price_usd::numeric, market_cap_usd::numeric, volume_24h_usd::numeric,
                raw_id, stated_at, @now, @now
         FROM   unnest(@asset_ids, @instants, @prices, @market_caps, @volumes, @raw_ids, @stated_at)
                AS s (asset_id, last_updated, price_usd, market_cap_usd, volume_24h_usd, raw_id, stated_at)
         ON CONFLICT (asset_id, source, last_updated) DO NOTHING
         RETURNING 1)
SELECT count(*) FROM inserted

-- name: create_staged_observations
-- One chunk of observations, where not all of their instants are new. replaced_by is the next statement of the chunk
-- about the same instant; null for the last.
CREATE TEMP TABLE staged_observations (
    asset_id       uuid,
    last_updated   timestamptz,
    price_usd      text,
    market_cap_usd text,
    volume_24h_usd text,
    raw_id         bigint,
    stated_at      timestamptz,
    replaced_by    bigint,
    replaced_at    timestamptz) ON COMMIT DROP

-- name: copy_staged_observations
-- Stages one chunk of observations.
COPY staged_observations (asset_id, last_updated, price_usd, market_cap_usd, volume_24h_usd, raw_id, stated_at,
                          replaced_by, replaced_at)
FROM STDIN (FORMAT binary)

-- name: prices_before
-- Of each listing the newest price before an instant, and its logarithm. What the transformation itself wrote is left
-- out. Costs one range of the primary key for each listing. The instants, as texts, are one value and no list: where
-- tables are distributed, a LIMIT may not depend on a row of a list.
WITH asked AS MATERIALIZED (SELECT jsonb_object(@source_asset_ids, @instants) AS instants)
SELECT l.source_asset_id, d.last_updated,
       -- A number that double precision does not hold has a logarithm that it does.
       CASE WHEN d.price_usd BETWEEN 1e-300 AND 1e300
            THEN log(d.price_usd::float8)
            ELSE log(d.price_usd)::float8 END AS log10
FROM   unnest(@source_asset_ids) AS wanted (source_asset_id)
JOIN   asset_sources l ON l.source = @source AND l.source_asset_id = wanted.source_asset_id
CROSS  JOIN LATERAL (
         SELECT last_updated, price_usd
         FROM   asset_market_data
         WHERE  asset_id = l.asset_id AND source = @source AND raw_id <= @resume_after
         AND    last_updated < ((SELECT instants FROM asked) ->> l.source_asset_id)::timestamptz
         ORDER  BY last_updated DESC
         LIMIT  1) d

-- name: replace_market_data
-- Replaces what a later statement of one chunk is about, never the reverse, and keeps what it replaced as a revision.
-- Replaying it changes nothing.
WITH said AS (
         SELECT DISTINCT ON (asset_id, last_updated) asset_id, last_updated, raw_id, stated_at
         FROM   staged_observations
         ORDER  BY asset_id, last_updated, raw_id),
     kept AS (
         INSERT INTO market_data_revisions (asset_id, source, last_updated, statement_id, price_usd, market_cap_usd,
                                            volume_24h_usd, raw_id, stated_at, replaced_by, replaced_at)
         SELECT d.asset_id, d.source, d.last_updated, coalesce(d.sighting_id, d.raw_id), d.price_usd, d.market_cap_usd,
                d.volume_24h_usd, d.raw_id, d.stated_at, said.raw_id, said.stated_at
         FROM   said
         JOIN   asset_market_data d
         ON     d.asset_id = said.asset_id AND d.source = @source AND d.last_updated = said.last_updated
         WHERE  coalesce(d.sighting_id, d.raw_id) < said.raw_id)
UPDATE asset_market_data AS d
SET    price_usd = s.price_usd::numeric, market_cap_usd = s.market_cap_usd::numeric,
       volume_24h_usd = s.volume_24h_usd::numeric, raw_id = s.raw_id, sighting_id = NULL, stated_at = s.stated_at,
       updated_at = @now
FROM   staged_observations s
WHERE  s.replaced_by IS NULL
AND    d.asset_id = s.asset_id AND d.source = @source AND d.last_updated = s.last_updated
AND    coalesce(d.sighting_id, d.raw_id) < s.raw_id

-- name: insert_staged_revisions
-- Keeps the observations of one chunk that a later one of the same chunk replaced.
INSERT INTO market_data_revisions (asset_id, source, last_updated, statement_id, price_usd, market_cap_usd,
                                   volume_24h_usd, raw_id, stated_at, replaced_by, replaced_at)
SELECT asset_id, @source, last_updated, raw_id, price_usd::numeric, market_cap_usd::numeric, volume_24h_usd::numeric,
       raw_id, stated_at, replaced_by, replaced_at
FROM   staged_observations
WHERE  replaced_by IS NOT NULL

-- name: truncate_staged_observations
-- Makes room for the next chunk. The table is this session's own.
TRUNCATE staged_observations
