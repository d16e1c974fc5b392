-- data_of_assets_oldest_first.sql
-- A page of the market data of some assets, oldest first: data_of_assets_newest_first.sql the other way round.
-- ($1 symbols, $2 asset ids, $3 sources, $4 from, $5 to, $6 $7 $8 last_updated, asset_id and source of the row before, $9 limit, $10 offset; a null asks for nothing)
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at,
       -- silver_version.sql, of the snapshot that these rows come from.
       (SELECT coalesce(sum(transformed_total + failed_total), 0)::bigint FROM transformations)
FROM   assets a
JOIN   asset_sources l ON l.asset_id = a.asset_id
CROSS  JOIN LATERAL (SELECT *
                     FROM   asset_market_data d
                     WHERE  d.asset_id = l.asset_id AND d.source = l.source
                     AND    d.last_updated >= greatest(coalesce($4, '-infinity'), coalesce($6, '-infinity')) AND d.last_updated <= coalesce($5, 'infinity')
                     AND    (d.last_updated, d.asset_id, d.source) > (coalesce($6, '-infinity'), coalesce($7, '00000000-0000-0000-0000-000000000000'), coalesce($8, ''))
                     ORDER  BY d.last_updated
                     LIMIT  $9 + $10) d
WHERE ($1 IS NULL OR a.symbol = ANY ($1)) AND ($2 IS NULL OR a.asset_id = ANY ($2)) AND ($3 IS NULL OR l.source = ANY ($3))
ORDER  BY d.last_updated, d.asset_id, d.source
LIMIT  $9 OFFSET $10
