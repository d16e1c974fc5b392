-- drift.sql
-- What records look like, how that changed, and records before and after a change.

-- name: record_pairs
-- The payloads of the same ids before a run and in it, up to 1,000 of them. Read only where a run shows a change that
-- is judged by values; costs the ends of two ranges of the primary key, however big the table is, and what a backfill
-- put between them: its records have another shape, and are left out.
WITH earlier AS (
       SELECT DISTINCT ON (source_id) source_id, payload
       FROM  (SELECT id, source_id, payload
              FROM   raw_table
              WHERE  id < @first_raw_id
              AND    NOT id <@ coalesce((
                         SELECT range_agg(int8range((metadata ->> 'first_raw_id')::bigint,
                                                    (metadata ->> 'last_raw_id')::bigint, '[]'))
                         FROM   etl_runs
                         WHERE  source = @source AND triggered_by = 'backfill' AND status = 'success'
                         AND    metadata ? 'first_raw_id'), '{}')
              ORDER  BY id DESC
              LIMIT  5000) recent
       ORDER  BY source_id, id DESC),
     later AS (
       SELECT DISTINCT ON (source_id) source_id, payload
       FROM  (SELECT id, source_id, payload
              FROM   raw_table
              WHERE  id >= @first_raw_id
              ORDER  BY id
              LIMIT  5000) received
       WHERE  id <= @last_raw_id
       ORDER  BY source_id, id)
SELECT earlier.payload::text AS before, later.payload::text AS after
FROM   earlier
JOIN   later USING (source_id)
ORDER  BY source_id
LIMIT  1000

-- name: current_schema_version
-- What is known of a source's records; no row before its first run.
SELECT version, last_run_id, last_seen_at, known::text, latest::text
FROM   schema_versions
WHERE  source = @source AND is_current

-- name: supersede_schema_version
-- Makes room for the version that becomes current: the database allows one a source.
UPDATE schema_versions SET is_current = false WHERE source = @source AND is_current AND version <> @version

-- name: save_schema_version
-- Stores what is known of a source's records now. A shape that was there before keeps when it was seen first.
INSERT INTO schema_versions (source, version, is_current, first_run_id, last_run_id, first_seen_at, last_seen_at, known,
                             latest)
VALUES (@source, @version, true, @run_id, @run_id, @seen_at, @seen_at, @known::jsonb, @latest::jsonb)
ON CONFLICT (source, version) DO UPDATE
SET    is_current = true, last_run_id = excluded.last_run_id, last_seen_at = excluded.last_seen_at,
       known = excluded.known, latest = excluded.latest

-- name: open_drifts
-- The changes of a source that are neither over nor accepted.
SELECT drift_id, source, path, kind, before, after, severity, policy, confidence, transform_version, first_run_id,
       last_run_id, runs_seen, first_raw_id, last_raw_id, opened_at, last_seen_at, ended_at, accepted_at, accepted_by
FROM   schema_drifts
WHERE  source = @source AND ended_at IS NULL AND accepted_at IS NULL
ORDER  BY drift_id

-- name: holding_drifts
-- The changes for which raw rows of a source do not become market data: not accepted, found under the mapping in use,
-- with a policy that holds rows back, of a run that stored some.
SELECT drift_id, source, path, kind, before, after, severity, policy, confidence, transform_version, first_run_id,
       last_run_id, runs_seen, first_raw_id, last_raw_id, opened_at, last_seen_at, ended_at, accepted_at, accepted_by
FROM   schema_drifts
WHERE  source = @source AND transform_version = @transform_version AND accepted_at IS NULL
AND    first_raw_id IS NOT NULL AND policy IN ('pause', 'quarantine')
ORDER  BY drift_id

-- name: is_of_accepted_scale
-- Whether a raw row was received with another scale of a number that market data is made from, which a person accepted.
SELECT EXISTS (SELECT
               FROM   schema_drifts
               WHERE  source = @source AND kind = 'scale_shifted' AND severity = 'critical' AND accepted_at IS NOT NULL
               AND    @raw_id BETWEEN first_raw_id AND last_raw_id)

-- name: find_drift
-- One change; no row where there is none with this id.
SELECT drift_id, source, path, kind, before, after, severity, policy, confidence, transform_version, first_run_id,
       last_run_id, runs_seen, first_raw_id, last_raw_id, opened_at, last_seen_at, ended_at, accepted_at, accepted_by
FROM   schema_drifts
WHERE  drift_id = @drift_id

-- name: insert_drift
-- Stores a change that was found.
INSERT INTO schema_drifts (source, path, kind, before, after, severity, policy, confidence, transform_version,
                           first_run_id, last_run_id, runs_seen, first_raw_id, last_raw_id, opened_at, last_seen_at)
VALUES (@source, @path, @kind, @before, @after, @severity, @policy, @confidence, @transform_version,
        @first_run_id, @last_run_id, @runs_seen, @first_raw_id, @last_raw_id, @opened_at, @last_seen_at)

-- name: update_drift
-- Stores what can change in a change that was found.
UPDATE schema_drifts
SET    last_run_id = @last_run_id, runs_seen = @runs_seen, last_raw_id = @last_raw_id, last_seen_at = @last_seen_at,
       ended_at = @ended_at, accepted_at = @accepted_at, accepted_by = @accepted_by
WHERE  drift_id = @drift_id
