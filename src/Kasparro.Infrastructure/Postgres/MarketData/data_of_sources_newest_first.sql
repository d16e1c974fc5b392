-- data_of_sources_newest_first.sql
-- A page of the market data of some sources, newest first. Each source gives its newest rows from an index, as many as the page could
-- need, and these few are merged: a source whose data are old is not searched for behind another one's.
-- ($1 symbols, $2 asset ids, $3 sources, $4 from, $5 to, $6 $7 $8 last_updated, asset_id and source of the row before, $9 limit, $10 offset; a null asks for nothing)
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at,
       -- silver_version.sql, of the snapshot that these rows come from.
       (SELECT coalesce(sum(transformed_total + failed_total), 0)::bigint FROM transformations)
FROM  (SELECT d.*
       FROM   unnest($3) AS s (source)
       CROSS  JOIN LATERAL (SELECT *
                            FROM   asset_market_data d
                            WHERE  d.source = s.source
                            AND    d.last_updated >= coalesce($4, '-infinity') AND d.last_updated <= least(coalesce($5, 'infinity'), coalesce($6, 'infinity'))
                            AND    (d.last_updated, d.asset_id, d.source) < (coalesce($6, $5, 'infinity'), coalesce($7, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), coalesce($8, ''))
                            ORDER  BY d.last_updated DESC, d.asset_id DESC
                            LIMIT  $9 + $10) d
       ORDER  BY d.last_updated DESC, d.asset_id DESC, d.source DESC
       LIMIT  $9 OFFSET $10) d
-- OFFSET 0 keeps this a lookup for each row of the page: joined, the planner would read all assets and sort again.
CROSS  JOIN LATERAL (SELECT symbol, name FROM assets WHERE asset_id = d.asset_id OFFSET 0) a
ORDER  BY d.last_updated DESC, d.asset_id DESC, d.source DESC
