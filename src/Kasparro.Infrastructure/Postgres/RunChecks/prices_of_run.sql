-- prices_of_run.sql
-- The newest price of each asset where a run brought it, with up to 15 earlier ones (newest first) and what each other source said within
-- an hour of it. All as natural logarithms. Costs 16 rows of the primary key for each asset of the source, however big the table and
-- the run are. ($1 source, $2 the run's first raw id, $3 its last one, $4 latest time of data)
SELECT l.source_asset_id, own.at, own.log_prices, coalesce(elsewhere.log_prices, '{}')
FROM   asset_sources l
CROSS  JOIN LATERAL (
         SELECT array_agg(log_price ORDER BY last_updated DESC) AS log_prices,
                max(last_updated) AS at,
               (array_agg(raw_id ORDER BY last_updated DESC))[1] AS raw_id
         FROM  (SELECT d.last_updated, d.raw_id,
                       -- A number that double precision does not hold has a logarithm that it does.
                       CASE WHEN d.price_usd BETWEEN 1e-300 AND 1e300 THEN ln(d.price_usd::float8) ELSE ln(d.price_usd)::float8 END AS log_price
                FROM   asset_market_data d
                WHERE  d.asset_id = l.asset_id AND d.source = l.source AND d.last_updated <= $4 AND d.raw_id <= $3
                ORDER  BY d.last_updated DESC
                LIMIT  16) newest) own
LEFT   JOIN LATERAL (
         SELECT array_agg(nearest.log_price ORDER BY other.source) AS log_prices
         FROM   asset_sources other
         CROSS  JOIN LATERAL (
                  SELECT CASE WHEN n.price_usd BETWEEN 1e-300 AND 1e300 THEN ln(n.price_usd::float8) ELSE ln(n.price_usd)::float8 END AS log_price
                  FROM   asset_market_data n
                  WHERE  n.asset_id = other.asset_id AND n.source = other.source
                  AND    n.last_updated BETWEEN own.at - interval '1 hour' AND own.at + interval '1 hour'
                  ORDER  BY greatest(n.last_updated - own.at, own.at - n.last_updated), n.last_updated
                  LIMIT  1) nearest
         WHERE  other.asset_id = l.asset_id AND other.source <> l.source) elsewhere ON true
WHERE  l.source = $1 AND own.raw_id >= $2
ORDER  BY l.source_asset_id
LIMIT  20000
