-- duplicates.sql
-- Known payloads that a run received again, in its commit. Those that could be the last word about an instant wait in
-- sighting_candidates for a transformation. The id that was reserved for such a row orders it among all statements.

-- name: find_duplicates_scope
-- What has to be known about a run's duplicates. All of them wait where Silver cannot say which values are current,
-- because something else waits to be transformed, or where it has more revisions than the run has rows. Else only those
-- about instants with revisions can be the last word. Costs the same whatever is stored.
WITH revisions AS (
    SELECT count(*) AS count
    FROM  (SELECT 1 FROM market_data_revisions WHERE source = @source LIMIT @rows + 1) counted)
SELECT EXISTS (SELECT 1 FROM raw_table
               WHERE  id < @first_id
               AND    id > greatest((SELECT last_not_applicable_id FROM transformations WHERE source = @source),
                                    (SELECT max(raw_id) FROM asset_market_data WHERE source = @source),
                                    (SELECT max(raw_id) FROM market_data_revisions WHERE source = @source),
                                    (SELECT max(raw_id) FROM transform_failures WHERE source = @source),
                                    0))
       OR EXISTS (SELECT 1 FROM sighting_candidates WHERE source = @source)
       OR EXISTS (SELECT 1 FROM pending_rebuilds WHERE source = @source)
       OR revisions.count > @rows AS all_wait,
       revisions.count > 0 AS has_revisions
FROM   revisions

-- name: queue_duplicates
-- Lets a run's duplicates wait: all of them, or those that came after a new row of the same id, which may be about the
-- same instant. Of one payload the last place counts.
INSERT INTO sighting_candidates (source, raw_id, sighting_id, run_id, sighted_at)
SELECT @source, known.id, max(@first_id + s.place), @run_id, max(s.ingested_at)
FROM   raw_table_stage s
LEFT   JOIN (SELECT source_id, min(id) AS id FROM raw_table WHERE id >= @first_id GROUP BY source_id) new
ON     new.source_id = s.source_id
CROSS  JOIN LATERAL (SELECT id FROM raw_table r
                     WHERE  r.source_id = s.source_id AND r.payload_hash = s.payload_hash
                     -- A lookup for each row, never a scan of the history.
                     OFFSET 0) known
WHERE (@all OR @first_id + s.place > new.id)
AND    known.id <> @first_id + s.place
GROUP  BY known.id
ON CONFLICT (source, raw_id) DO UPDATE
SET    sighting_id = excluded.sighting_id, run_id = excluded.run_id, sighted_at = excluded.sighted_at

-- name: queue_returned_payloads
-- Lets the last word of a run about each instant that has revisions wait, where it is not the current value. A run that
-- says again what is current adds nothing.
WITH disputed AS (
         SELECT DISTINCT asset_id, last_updated, raw_id FROM market_data_revisions WHERE source = @source),
     statements AS (
         SELECT asset_id, last_updated, raw_id, false AS is_current FROM disputed
         UNION ALL
         SELECT d.asset_id, d.last_updated, d.raw_id, true
         FROM  (SELECT DISTINCT asset_id, last_updated FROM disputed) i
         JOIN   asset_market_data d
         ON     d.asset_id = i.asset_id AND d.source = @source AND d.last_updated = i.last_updated),
     last_words AS (
         SELECT DISTINCT ON (t.asset_id, t.last_updated) t.raw_id, s.place, s.ingested_at, t.is_current
         FROM   statements t
         CROSS  JOIN LATERAL (SELECT source_id, payload_hash FROM raw_table WHERE id = t.raw_id OFFSET 0) r
         JOIN   raw_table_stage s ON s.source_id = r.source_id AND s.payload_hash = r.payload_hash
         -- A raw row may be both: current again, and a revision.
         ORDER  BY t.asset_id, t.last_updated, s.place DESC, t.is_current DESC)
INSERT INTO sighting_candidates (source, raw_id, sighting_id, run_id, sighted_at)
SELECT @source, raw_id, @first_id + place, @run_id, ingested_at
FROM   last_words
WHERE  NOT is_current
ON CONFLICT (source, raw_id) DO UPDATE
SET    sighting_id = excluded.sighting_id, run_id = excluded.run_id, sighted_at = excluded.sighted_at
