-- run_checks.sql
-- What the checks of a run compare it by, besides what the run recorded itself.

-- name: prices_of_run
-- The newest price of each asset where a run brought it, with up to 15 earlier ones (newest first) and what each other
-- source said within an hour of it. All as natural logarithms. Costs 16 rows of the primary key for each asset of the
-- source, however big the table and the run are; of an asset with a backfill, 160 at most. What a backfill brought is
-- left out: it was not what a run said. @latest is the latest time of data.
WITH backfilled AS MATERIALIZED (
         -- Coins that followed each other are one range.
         SELECT coalesce(range_agg(int8range((metadata ->> 'first_raw_id')::bigint,
                                             (metadata ->> 'last_raw_id')::bigint, '[]')), '{}') AS ids
         FROM   etl_runs
         WHERE  source = @source AND triggered_by = 'backfill' AND status = 'success'
         AND    metadata ? 'first_raw_id')
SELECT l.source_asset_id, own.at, own.log_prices, coalesce(elsewhere.log_prices, '{}') AS others_log_prices
FROM   asset_sources l
CROSS  JOIN LATERAL (
         SELECT array_agg(log_price ORDER BY last_updated DESC) AS log_prices,
                max(last_updated) AS at,
               (array_agg(raw_id ORDER BY last_updated DESC))[1] AS raw_id
         FROM  (SELECT d.last_updated, d.raw_id,
                       -- A number that double precision does not hold has a logarithm that it does.
                       CASE WHEN d.price_usd BETWEEN 1e-300 AND 1e300
                            THEN ln(d.price_usd::float8)
                            ELSE ln(d.price_usd)::float8 END AS log_price
                FROM  (SELECT last_updated, raw_id, price_usd
                       FROM   asset_market_data
                       WHERE  asset_id = l.asset_id AND source = l.source
                       AND    last_updated <= @latest AND raw_id <= @last_raw_id
                       ORDER  BY last_updated DESC
                       LIMIT  (SELECT CASE WHEN isempty(ids) THEN 16 ELSE 160 END FROM backfilled)) d
                WHERE  NOT d.raw_id <@ (SELECT ids FROM backfilled)
                ORDER  BY d.last_updated DESC
                LIMIT  16) newest) own
LEFT   JOIN LATERAL (
         SELECT array_agg(nearest.log_price ORDER BY other.source) AS log_prices
         FROM   asset_sources other
         CROSS  JOIN LATERAL (
                  SELECT CASE WHEN n.price_usd BETWEEN 1e-300 AND 1e300
                              THEN ln(n.price_usd::float8)
                              ELSE ln(n.price_usd)::float8 END AS log_price
                  FROM   asset_market_data n
                  WHERE  n.asset_id = other.asset_id AND n.source = other.source
                  AND    n.last_updated BETWEEN own.at - interval '1 hour' AND own.at + interval '1 hour'
                  ORDER  BY greatest(n.last_updated - own.at, own.at - n.last_updated), n.last_updated
                  LIMIT  1) nearest
         WHERE  other.asset_id = l.asset_id AND other.source <> l.source) elsewhere ON true
WHERE  l.source = @source AND own.raw_id >= @first_raw_id
ORDER  BY l.source_asset_id
LIMIT  20000

-- name: rejected_of_runs
-- Rows of some runs that could not be transformed. A run's raw ids were reserved together, so they are a range of the
-- primary key: what it costs is the failures of these runs.
SELECT run.run_id,
      (SELECT count(*)
       FROM   transform_failures f
       WHERE  f.source = @source AND f.raw_id BETWEEN run.first_raw_id AND run.last_raw_id) AS rejected
FROM   unnest(@run_ids, @first_raw_ids, @last_raw_ids) AS run (run_id, first_raw_id, last_raw_id)
