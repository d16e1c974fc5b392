-- data_of_sources.sql
-- A page of the market data of some sources. Each source gives its rows from an index, as many as the page could need,
-- and these few are merged: a source whose data is old is not searched for behind another's. There is a branch for each
-- source of the product (see SourceBranches), because no statement that joins them with a list can be planned where
-- tables are distributed; a branch without a source finds nothing. A null is no filter; @after_… are those of the row
-- before the page.

-- name: data_of_sources_newest_first
-- A page of the market data of some sources, newest first, with the silver version of its snapshot.
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at, d.updated_at,
       (SELECT version FROM silver_version) AS silver_version
FROM (
      -- for each source
      (SELECT *
       FROM   asset_market_data d
       WHERE  source = (@sources)[1] AND last_updated >= coalesce(@from, '-infinity')
       AND    last_updated <= least(coalesce(@to, 'infinity'), coalesce(@after_last_updated, 'infinity'))
       AND    (last_updated, asset_id, source)
            < (coalesce(@after_last_updated, @to, 'infinity'),
               coalesce(@after_asset_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), coalesce(@after_source, ''))
       ORDER  BY last_updated DESC, asset_id DESC
       LIMIT  @limit + @offset)
      -- end
       ORDER  BY last_updated DESC, asset_id DESC, source DESC
       LIMIT  @limit OFFSET @offset) d
-- OFFSET 0 keeps this a lookup for each row of the page: joined, the planner would read all assets and sort again.
CROSS  JOIN LATERAL (SELECT symbol, name FROM assets WHERE asset_id = d.asset_id OFFSET 0) a
ORDER  BY d.last_updated DESC, d.asset_id DESC, d.source DESC

-- name: data_of_sources_oldest_first
-- A page of the market data of some sources, oldest first: data_of_sources_newest_first the other way round.
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at, d.updated_at,
       (SELECT version FROM silver_version) AS silver_version
FROM (
      -- for each source
      (SELECT *
       FROM   asset_market_data d
       WHERE  source = (@sources)[1] AND last_updated <= coalesce(@to, 'infinity')
       AND    last_updated >= greatest(coalesce(@from, '-infinity'), coalesce(@after_last_updated, '-infinity'))
       AND    (last_updated, asset_id, source)
            > (coalesce(@after_last_updated, @from, '-infinity'),
               coalesce(@after_asset_id, '00000000-0000-0000-0000-000000000000'), coalesce(@after_source, ''))
       ORDER  BY last_updated, asset_id
       LIMIT  @limit + @offset)
      -- end
       ORDER  BY last_updated, asset_id, source
       LIMIT  @limit OFFSET @offset) d
CROSS  JOIN LATERAL (SELECT symbol, name FROM assets WHERE asset_id = d.asset_id OFFSET 0) a
ORDER  BY d.last_updated, d.asset_id, d.source
