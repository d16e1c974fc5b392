-- data_latest.sql
-- A page of the newest row of each asset and source.

-- name: data_latest
-- A page of the newest row of each asset and source, by symbol, with the silver version of its snapshot. Costs what the
-- page and the offset hold: assets come in the order of their index (symbol, name), from the cursor on, and each source
-- of them gives one row from the primary key. A null is no filter; @after_… are those of the row before the page.
SELECT a.asset_id, a.symbol, a.name, l.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at, d.updated_at,
       (SELECT version FROM silver_version) AS silver_version
FROM   assets a
JOIN   asset_sources l ON l.asset_id = a.asset_id
CROSS  JOIN LATERAL (SELECT *
                     FROM   asset_market_data d
                     WHERE  d.asset_id = l.asset_id AND d.source = l.source
                     AND    d.last_updated >= coalesce(@from, '-infinity')
                     AND    d.last_updated <= coalesce(@to, 'infinity')
                     ORDER  BY d.last_updated DESC
                     LIMIT  1) d
WHERE  (@symbols IS NULL OR a.symbol = ANY (@symbols))
AND    (@asset_ids IS NULL OR a.asset_id = ANY (@asset_ids))
AND    (@sources IS NULL OR l.source = ANY (@sources))
AND    (a.symbol, a.name, l.source)
     > (coalesce(@after_symbol, ''), coalesce(@after_name, ''), coalesce(@after_source, ''))
ORDER  BY a.symbol, a.name, l.source
LIMIT  @limit OFFSET @offset
