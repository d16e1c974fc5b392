-- market_data.sql
-- What pages of market data need besides their rows, and how a reader is notified of a commit.

-- name: find_ambiguous_assets
-- The assets of those of some symbols that more than one asset has, by symbol and the newest market cap.
WITH ambiguous AS (
         SELECT asset_id, symbol, name
         FROM   assets
         WHERE  symbol IN (SELECT symbol FROM assets WHERE symbol = ANY (@symbols)
                           GROUP BY symbol HAVING count(*) > 1)),
     newest AS (
         SELECT DISTINCT ON (s.asset_id) s.asset_id, d.market_cap_usd
         FROM   asset_sources s
         CROSS  JOIN LATERAL (SELECT market_cap_usd, last_updated
                              FROM   asset_market_data m
                              WHERE  m.asset_id = s.asset_id AND m.source = s.source
                              ORDER  BY m.last_updated DESC
                              LIMIT  1) d
         WHERE  s.asset_id = ANY (ARRAY(SELECT asset_id FROM ambiguous)) AND d.market_cap_usd IS NOT NULL
         ORDER  BY s.asset_id, d.last_updated DESC)
SELECT a.symbol, a.asset_id, a.name, newest.market_cap_usd::text AS market_cap_usd,
       (row_number() OVER (PARTITION BY a.symbol ORDER BY newest.market_cap_usd DESC NULLS LAST, a.name))::int AS rank
FROM   ambiguous a
LEFT   JOIN newest ON newest.asset_id = a.asset_id
ORDER  BY a.symbol, rank

-- name: market_data_as_of
-- Market data as it was known at @as_of, in place of the table: at most one revision of a row was current then. Its key
-- is null where the row itself was, so that no index is searched. No source knows a price more than a day ahead.
SELECT d.asset_id, d.source, d.last_updated, d.created_at,
       CASE WHEN r.asset_id IS NULL THEN d.price_usd ELSE r.price_usd END AS price_usd,
       CASE WHEN r.asset_id IS NULL THEN d.market_cap_usd ELSE r.market_cap_usd END AS market_cap_usd,
       CASE WHEN r.asset_id IS NULL THEN d.volume_24h_usd ELSE r.volume_24h_usd END AS volume_24h_usd,
       CASE WHEN r.asset_id IS NULL THEN coalesce(d.stated_at, d.created_at) ELSE r.stated_at END AS updated_at
FROM   asset_market_data d
LEFT   JOIN market_data_revisions r
ON     r.asset_id = d.asset_id AND r.source = d.source
AND    r.last_updated = CASE WHEN coalesce(d.stated_at, d.created_at) > @as_of THEN d.last_updated END
AND    r.stated_at <= @as_of AND r.replaced_at > @as_of
WHERE  d.last_updated <= @as_of + interval '1 day'
AND   (r.asset_id IS NOT NULL OR coalesce(d.stated_at, d.created_at) <= @as_of)

-- name: market_data_updated_since
-- Market data that changed at @updated_since or later, in place of the table.
SELECT asset_id, source, last_updated, price_usd, market_cap_usd, volume_24h_usd, created_at, updated_at
FROM   asset_market_data
WHERE  updated_at >= @updated_since

-- name: silver_version
-- A number that every commit to Silver raises, as the view counts it.
SELECT version FROM silver_version

-- name: listen_for_commits
-- From here on this session is notified of every commit to Silver. A role that may only read may listen.
LISTEN kasparro_silver
