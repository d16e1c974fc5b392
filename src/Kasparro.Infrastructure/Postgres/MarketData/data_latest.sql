-- data_latest.sql
-- A page of the newest row of each asset and source, by symbol. Costs what the page and the offset hold: assets come in the order of their
-- index (symbol, name), from the cursor on, and each source of them gives one row from the primary key.
-- ($1 symbols, $2 asset ids, $3 sources, $4 from, $5 to, $9 limit, $10 offset, $11 $12 $8 symbol, name and source of the row before; a null asks for nothing)
SELECT a.asset_id, a.symbol, a.name, l.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at,
       -- silver_version.sql, of the snapshot that these rows come from.
       (SELECT coalesce(sum(transformed_total + failed_total), 0)::bigint FROM transformations)
FROM   assets a
JOIN   asset_sources l ON l.asset_id = a.asset_id
CROSS  JOIN LATERAL (SELECT *
                     FROM   asset_market_data d
                     WHERE  d.asset_id = l.asset_id AND d.source = l.source
                     AND    d.last_updated >= coalesce($4, '-infinity') AND d.last_updated <= coalesce($5, 'infinity')
                     ORDER  BY d.last_updated DESC
                     LIMIT  1) d
WHERE ($1 IS NULL OR a.symbol = ANY ($1)) AND ($2 IS NULL OR a.asset_id = ANY ($2)) AND ($3 IS NULL OR l.source = ANY ($3))
AND   (a.symbol, a.name, l.source) > (coalesce($11, ''), coalesce($12, ''), coalesce($8, ''))
ORDER  BY a.symbol, a.name, l.source
LIMIT  $9 OFFSET $10
