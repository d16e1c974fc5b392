-- data_of_all.sql
-- A page of all market data. Costs what the page and the offset hold, whatever the table holds: rows come in the order
-- of the index (last_updated, asset_id, source), from the cursor on, and only the page is joined. A null is no filter;
-- @after_… are those of the row before the page.

-- name: data_newest_first
-- A page of all market data, newest first, with the silver version of the snapshot that its rows come from.
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at, d.updated_at,
       (SELECT version FROM silver_version) AS silver_version
FROM  (SELECT *
       FROM   asset_market_data d
       -- The scan starts at whichever bound is nearer to the page.
       WHERE  last_updated >= coalesce(@from, '-infinity')
       AND    last_updated <= least(coalesce(@to, 'infinity'), coalesce(@after_last_updated, 'infinity'))
       AND    (last_updated, asset_id, source)
            < (coalesce(@after_last_updated, @to, 'infinity'),
               coalesce(@after_asset_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
               coalesce(@after_source, ''))
       ORDER  BY last_updated DESC, asset_id DESC, source DESC
       LIMIT  @limit OFFSET @offset) d
-- OFFSET 0 keeps this a lookup for each row of the page: joined, the planner would read all assets and sort again.
CROSS  JOIN LATERAL (SELECT symbol, name FROM assets WHERE asset_id = d.asset_id OFFSET 0) a
ORDER  BY d.last_updated DESC, d.asset_id DESC, d.source DESC

-- name: data_oldest_first
-- A page of all market data, oldest first: data_newest_first the other way round.
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at, d.updated_at,
       (SELECT version FROM silver_version) AS silver_version
FROM  (SELECT *
       FROM   asset_market_data d
       WHERE  last_updated >= greatest(coalesce(@from, '-infinity'), coalesce(@after_last_updated, '-infinity'))
       AND    last_updated <= coalesce(@to, 'infinity')
       AND    (last_updated, asset_id, source)
            > (coalesce(@after_last_updated, @from, '-infinity'),
               coalesce(@after_asset_id, '00000000-0000-0000-0000-000000000000'),
               coalesce(@after_source, ''))
       ORDER  BY last_updated, asset_id, source
       LIMIT  @limit OFFSET @offset) d
CROSS  JOIN LATERAL (SELECT symbol, name FROM assets WHERE asset_id = d.asset_id OFFSET 0) a
ORDER  BY d.last_updated, d.asset_id, d.source
