-- transformation.sql
-- The transaction that transforms one source: where it resumes, what it clears first, what it records last.

-- name: resume_after
-- The highest raw row of a source that has an outcome: everything up to it is transformed, nothing above it. A row that
-- is not applicable, or expired, leaves none but the note of the last one. 0 where nothing is.
SELECT greatest((SELECT last_not_applicable_id FROM transformations WHERE source = @source),
                (SELECT max(raw_id) FROM asset_market_data WHERE source = @source),
                (SELECT max(raw_id) FROM market_data_revisions WHERE source = @source),
                (SELECT max(raw_id) FROM transform_failures WHERE source = @source),
                0)

-- name: transform_version
-- How a source's Silver was transformed; no row where it never was.
SELECT version FROM transformations WHERE source = @source

-- name: find_pending_rebuild
-- Why a source's Silver has to be built from the beginning, because it lost rows; no row where it did not. Triggers
-- note a deletion. That nothing is left where there were rows is seen here as well, so that a table that was restored
-- empty, without triggers, heals too; more is not looked for, because no big table is counted.
SELECT reason FROM pending_rebuilds WHERE source = @source
UNION ALL
SELECT 'its market data is gone'
FROM   transformations t
WHERE  t.source = @source AND t.silver_rows > 0
AND    NOT EXISTS (SELECT 1 FROM asset_market_data WHERE source = @source)
LIMIT  1

-- name: delete_pending_rebuild
-- Within the transaction that builds the source's Silver from the beginning.
DELETE FROM pending_rebuilds WHERE source = @source

-- name: begin_clearing
-- Tells the triggers that note lost rows, until the transaction ends, that its rows are written again.
SELECT set_config('kasparro.transforming', 'on', true)

-- name: clear_revisions
-- Deletes a source's revisions, within the transaction that has built them again.
DELETE FROM market_data_revisions WHERE source = @source

-- name: create_cleared_market_data
-- Which rows a transformation of what was transformed before deleted: those that it does not write again are withdrawn.
CREATE TEMP TABLE cleared_market_data (asset_id uuid, last_updated timestamptz) ON COMMIT DROP

-- name: clear_failures
-- Deletes a source's failures, within the transaction that transforms the same rows again.
DELETE FROM transform_failures WHERE source = @source

-- name: record_transformation
-- Records, in the transformation's own transaction, how a source was transformed and what its Silver holds now.
INSERT INTO transformations AS t (source, version, transformed_at, silver_rows, failure_rows, transformed_total,
                                  failed_total, not_applicable_total, expired_total, last_not_applicable_id,
                                  newest_data_at, grown_at)
VALUES (@source, @version, @transformed_at, @new_rows, @new_failures, @transformed_rows, @new_failures,
        @not_applicable, @expired, @last_not_applicable_id, @newest_data_at,
        CASE WHEN @transformed_rows > 0 THEN @transformed_at END)
ON CONFLICT (source) DO UPDATE
SET    version           = excluded.version,
       transformed_at    = excluded.transformed_at,
       silver_rows       = excluded.silver_rows  + CASE WHEN @is_full THEN 0 ELSE t.silver_rows END,
       failure_rows      = excluded.failure_rows + CASE WHEN @is_full THEN 0 ELSE t.failure_rows END,
       transformed_total = t.transformed_total + excluded.transformed_total,
       failed_total      = t.failed_total + excluded.failed_total,
       not_applicable_total   = t.not_applicable_total + excluded.not_applicable_total,
       expired_total          = t.expired_total + excluded.expired_total,
       last_not_applicable_id = CASE WHEN @is_full
                                     THEN excluded.last_not_applicable_id
                                     ELSE greatest(t.last_not_applicable_id, excluded.last_not_applicable_id) END,
       newest_data_at    = CASE WHEN @is_full
                                THEN excluded.newest_data_at
                                ELSE greatest(t.newest_data_at, excluded.newest_data_at) END,
       grown_at          = coalesce(excluded.grown_at, t.grown_at)

-- name: record_silver_commit
-- Records which statements of a source a transformation wrote, for readers that follow the changes. Within the lock of
-- the assets, so that ids are in the order of commits; returns the id.
INSERT INTO silver_commits (source, from_statement, to_statement, committed_at)
SELECT @source,
       CASE WHEN @is_full THEN 0
            ELSE coalesce((SELECT to_statement FROM silver_commits
                           WHERE source = @source ORDER BY commit_id DESC LIMIT 1), 0) END,
       greatest(@up_to, (SELECT max(sighting_id) FROM sightings WHERE source = @source)),
       @committed_at
RETURNING commit_id

-- name: record_withdrawals
-- Records the rows that a transformation from the beginning deleted and did not write again.
INSERT INTO silver_withdrawals (commit_id, ordinal, asset_id, source, last_updated)
SELECT @commit_id, row_number() OVER (ORDER BY c.last_updated, c.asset_id), c.asset_id, @source, c.last_updated
FROM   cleared_market_data c
LEFT   JOIN asset_market_data d
ON     d.asset_id = c.asset_id AND d.source = @source AND d.last_updated = c.last_updated
WHERE  d.asset_id IS NULL

-- name: notify_commit
-- Notifies listeners that Silver changed. Sent with the commit of this transaction, and not at all without one.
NOTIFY kasparro_silver
