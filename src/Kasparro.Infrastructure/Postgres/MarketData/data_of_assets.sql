-- data_of_assets.sql
-- A page of the market data of some assets. Each asset and source gives its rows from the primary key, as many as the
-- page could need, and these few are merged. A null is no filter; @after_… are those of the row before the page.

-- name: data_of_assets_newest_first
-- A page of the market data of some assets, newest first, with the silver version of its snapshot.
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at, d.updated_at,
       (SELECT version FROM silver_version) AS silver_version
FROM   assets a
JOIN   asset_sources l ON l.asset_id = a.asset_id
CROSS  JOIN LATERAL (SELECT *
                     FROM   asset_market_data d
                     WHERE  d.asset_id = l.asset_id AND d.source = l.source
                     AND    d.last_updated >= coalesce(@from, '-infinity')
                     AND    d.last_updated <= least(coalesce(@to, 'infinity'),
                                                    coalesce(@after_last_updated, 'infinity'))
                     AND    (d.last_updated, d.asset_id, d.source)
                          < (coalesce(@after_last_updated, 'infinity'),
                             coalesce(@after_asset_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
                             coalesce(@after_source, ''))
                     ORDER  BY d.last_updated DESC
                     LIMIT  @limit + @offset) d
WHERE  (@symbols IS NULL OR a.symbol = ANY (@symbols))
AND    (@asset_ids IS NULL OR a.asset_id = ANY (@asset_ids))
AND    (@sources IS NULL OR l.source = ANY (@sources))
ORDER  BY d.last_updated DESC, d.asset_id DESC, d.source DESC
LIMIT  @limit OFFSET @offset

-- name: data_of_assets_oldest_first
-- A page of the market data of some assets, oldest first: data_of_assets_newest_first the other way round.
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at, d.updated_at,
       (SELECT version FROM silver_version) AS silver_version
FROM   assets a
JOIN   asset_sources l ON l.asset_id = a.asset_id
CROSS  JOIN LATERAL (SELECT *
                     FROM   asset_market_data d
                     WHERE  d.asset_id = l.asset_id AND d.source = l.source
                     AND    d.last_updated >= greatest(coalesce(@from, '-infinity'),
                                                       coalesce(@after_last_updated, '-infinity'))
                     AND    d.last_updated <= coalesce(@to, 'infinity')
                     AND    (d.last_updated, d.asset_id, d.source)
                          > (coalesce(@after_last_updated, '-infinity'),
                             coalesce(@after_asset_id, '00000000-0000-0000-0000-000000000000'),
                             coalesce(@after_source, ''))
                     ORDER  BY d.last_updated
                     LIMIT  @limit + @offset) d
WHERE  (@symbols IS NULL OR a.symbol = ANY (@symbols))
AND    (@asset_ids IS NULL OR a.asset_id = ANY (@asset_ids))
AND    (@sources IS NULL OR l.source = ANY (@sources))
ORDER  BY d.last_updated, d.asset_id, d.source
LIMIT  @limit OFFSET @offset
