-- retention.sql
-- Prices that a source no longer keeps leave Silver. The limit and the rows before it change in one transaction: Silver
-- never has a price from before its limit, so a transformation from the beginning gives the same.

-- name: prices_from
-- The instant from which Silver has prices of a source; no row where it has all.
SELECT prices_from FROM retention_limits WHERE source = @source

-- name: find_retention
-- From when on Silver has prices of a source, null for all of them; and the database's time.
SELECT (SELECT prices_from FROM retention_limits WHERE source = @source) AS prices_from, clock_timestamp() AS now

-- name: next_prices_from
-- How far the limit moves in one step: past a batch of the oldest prices, and to its end where there are fewer. Costs
-- the batch: what steps before have deleted is still in the index, before @moved_to.
SELECT least(@prices_from,
             (SELECT last_updated + interval '1 microsecond'
              FROM   asset_market_data
              WHERE  source = @source AND last_updated >= coalesce(@moved_to, '-infinity')
              AND    last_updated < @prices_from
              ORDER  BY last_updated
              OFFSET @batch LIMIT 1))

-- name: move_prices_from
-- Moves the limit. Replaying it changes nothing.
INSERT INTO retention_limits AS r (source, prices_from, updated_at) VALUES (@source, @prices_from, @now)
ON CONFLICT (source) DO UPDATE SET prices_from = excluded.prices_from, updated_at = excluded.updated_at

-- name: expire_prices
-- Deletes the prices from before the limit with what they replaced, and returns how many prices there were.
WITH expired AS (
         DELETE FROM asset_market_data
         WHERE  source = @source AND last_updated >= coalesce(@moved_to, '-infinity') AND last_updated < @prices_from
         RETURNING asset_id, last_updated),
     revisions AS (
         DELETE FROM market_data_revisions r
         USING  expired e
         WHERE  r.asset_id = e.asset_id AND r.source = @source AND r.last_updated = e.last_updated)
SELECT count(*) FROM expired

-- name: record_expiry
-- Counts the prices that left. How far the source is transformed is kept: it is read from rows that may be gone now.
UPDATE transformations
SET    silver_rows = silver_rows - @rows, expired_total = expired_total + @rows,
       last_not_applicable_id = greatest(last_not_applicable_id, @resume_after)
WHERE  source = @source

-- name: keep_all_prices
-- Takes the limit away.
DELETE FROM retention_limits WHERE source = @source

-- name: note_restoration
-- Lets the next transformation of a source start at the beginning, to bring back what Bronze has.
INSERT INTO pending_rebuilds (source, reason, noted_at)
SELECT @source, 'prices are kept longer than before', @now
WHERE  EXISTS (SELECT FROM transformations WHERE source = @source)
ON CONFLICT DO NOTHING
