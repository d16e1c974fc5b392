-- data_newest_first.sql
-- A page of all market data, newest first. Costs what the page and the offset hold, whatever the table holds: rows come in the order of
-- the index (last_updated, asset_id, source), from the cursor on, and only the page is joined.
-- ($1 symbols, $2 asset ids, $3 sources, $4 from, $5 to, $6 $7 $8 last_updated, asset_id and source of the row before, $9 limit, $10 offset; a null asks for nothing)
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at,
       -- silver_version.sql, of the snapshot that these rows come from.
       (SELECT coalesce(sum(transformed_total + failed_total), 0)::bigint FROM transformations)
FROM  (SELECT *
       FROM   asset_market_data
       -- The scan begins at the latter bound or at the former: both are as near as they can be.
       WHERE  last_updated >= coalesce($4, '-infinity') AND last_updated <= least(coalesce($5, 'infinity'), coalesce($6, 'infinity'))
       AND    (last_updated, asset_id, source) < (coalesce($6, $5, 'infinity'), coalesce($7, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), coalesce($8, ''))
       ORDER  BY last_updated DESC, asset_id DESC, source DESC
       LIMIT  $9 OFFSET $10) d
-- OFFSET 0 keeps this a lookup for each row of the page: joined, the planner would read all assets and sort again.
CROSS  JOIN LATERAL (SELECT symbol, name FROM assets WHERE asset_id = d.asset_id OFFSET 0) a
ORDER  BY d.last_updated DESC, d.asset_id DESC, d.source DESC
