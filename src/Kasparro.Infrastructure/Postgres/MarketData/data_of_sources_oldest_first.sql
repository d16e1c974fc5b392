-- data_of_sources_oldest_first.sql
-- A page of the market data of some sources, oldest first: data_of_sources_newest_first.sql the other way round.
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
                            AND    d.last_updated >= greatest(coalesce($4, '-infinity'), coalesce($6, '-infinity')) AND d.last_updated <= coalesce($5, 'infinity')
                            AND    (d.last_updated, d.asset_id, d.source) > (coalesce($6, $4, '-infinity'), coalesce($7, '00000000-0000-0000-0000-000000000000'), coalesce($8, ''))
                            ORDER  BY d.last_updated, d.asset_id
                            LIMIT  $9 + $10) d
       ORDER  BY d.last_updated, d.asset_id, d.source
       LIMIT  $9 OFFSET $10) d
-- OFFSET 0 keeps this a lookup for each row of the page: joined, the planner would read all assets and sort again.
CROSS  JOIN LATERAL (SELECT symbol, name FROM assets WHERE asset_id = d.asset_id OFFSET 0) a
ORDER  BY d.last_updated, d.asset_id, d.source
