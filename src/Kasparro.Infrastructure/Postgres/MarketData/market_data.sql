-- market_data.sql
-- What pages of market data need besides their rows, and how a reader is notified of a commit.

-- name: find_ambiguous_assets
-- The assets of those of some symbols that more than one asset has, by symbol and the newest market cap.
SELECT a.symbol, a.asset_id, a.name, newest.market_cap_usd::text AS market_cap_usd,
       (row_number() OVER (PARTITION BY a.symbol ORDER BY newest.market_cap_usd DESC NULLS LAST, a.name))::int AS rank
FROM   assets a
LEFT   JOIN LATERAL (SELECT d.market_cap_usd
                     FROM   asset_sources s
                     CROSS  JOIN LATERAL (SELECT market_cap_usd, last_updated
                                          FROM   asset_market_data m
                                          WHERE  m.asset_id = s.asset_id AND m.source = s.source
                                          ORDER  BY m.last_updated DESC
                                          LIMIT  1) d
                     WHERE  s.asset_id = a.asset_id AND d.market_cap_usd IS NOT NULL
                     ORDER  BY d.last_updated DESC
                     LIMIT  1) newest ON true
WHERE  a.symbol IN (SELECT symbol FROM assets WHERE symbol = ANY (@symbols) GROUP BY symbol HAVING count(*) > 1)
ORDER  BY a.symbol, rank

-- name: silver_version
-- A number that every commit to Silver raises, as the view counts it.
SELECT version FROM silver_version

-- name: listen_for_commits
-- From here on this session is notified of every commit to Silver. A role that may only read may listen.
LISTEN kasparro_silver
