-- sightings.sql
-- Known payloads that a source sent again after another one about the same instant: what was said last is current.

-- name: create_staged_sightings
-- The sightings that a transformation puts in their place between the raw rows.
CREATE TEMP TABLE staged_sightings (
    raw_id      bigint,
    sighting_id bigint,
    sighted_at  timestamptz) ON COMMIT DROP

-- name: stage_sightings
-- Every sighting of a source, for a transformation that starts at the beginning.
INSERT INTO staged_sightings (raw_id, sighting_id, sighted_at)
SELECT raw_id, sighting_id, sighted_at FROM sightings WHERE source = @source

-- name: take_sighting_candidates
-- Decides about the payloads that were received again, up to one statement, and empties their queue. Of those about one
-- instant the last is the source's last word. It is a sighting where it is later than the current statement and says
-- something else; a payload that gave no observation says nothing.
WITH taken AS (
         DELETE FROM sighting_candidates WHERE source = @source AND sighting_id <= @up_to
         RETURNING raw_id, sighting_id, run_id, sighted_at),
     instants AS (
         SELECT raw_id, asset_id, last_updated
         FROM   asset_market_data
         WHERE  source = @source AND raw_id = ANY (ARRAY(SELECT raw_id FROM taken))
         UNION
         SELECT raw_id, asset_id, last_updated
         FROM   market_data_revisions
         WHERE  source = @source AND raw_id = ANY (ARRAY(SELECT raw_id FROM taken))),
     last_words AS (
         SELECT DISTINCT ON (i.asset_id, i.last_updated) i.asset_id, i.last_updated, t.*
         FROM   taken t
         JOIN   instants i ON i.raw_id = t.raw_id
         ORDER  BY i.asset_id, i.last_updated, t.sighting_id DESC),
     recorded AS (
         INSERT INTO sightings (source, sighting_id, raw_id, run_id, sighted_at)
         SELECT @source, w.sighting_id, w.raw_id, w.run_id, w.sighted_at
         FROM   last_words w
         JOIN   asset_market_data d
         ON     d.asset_id = w.asset_id AND d.source = @source AND d.last_updated = w.last_updated
         WHERE  d.raw_id <> w.raw_id AND coalesce(d.sighting_id, d.raw_id) < w.sighting_id
         RETURNING raw_id, sighting_id, sighted_at)
INSERT INTO staged_sightings (raw_id, sighting_id, sighted_at)
SELECT raw_id, sighting_id, sighted_at FROM recorded

-- name: apply_sightings
-- Puts the staged sightings in their place among the statements about their instants: the last one becomes current, and
-- each other one says which replaced it. Costs what these instants hold.
WITH said_before AS (
         SELECT raw_id, asset_id, last_updated, price_usd, market_cap_usd, volume_24h_usd
         FROM   asset_market_data
         WHERE  source = @source AND raw_id = ANY (ARRAY(SELECT raw_id FROM staged_sightings))
         UNION
         SELECT raw_id, asset_id, last_updated, price_usd, market_cap_usd, volume_24h_usd
         FROM   market_data_revisions
         WHERE  source = @source AND raw_id = ANY (ARRAY(SELECT raw_id FROM staged_sightings))),
     said AS (
         SELECT b.asset_id, b.last_updated, s.sighting_id AS statement_id, s.raw_id, b.price_usd, b.market_cap_usd,
                b.volume_24h_usd, s.sighted_at AS stated_at
         FROM   staged_sightings s
         JOIN   said_before b ON b.raw_id = s.raw_id),
     instants AS (SELECT DISTINCT asset_id, last_updated FROM said),
     statements AS (
         TABLE said
         UNION ALL
         SELECT d.asset_id, d.last_updated, coalesce(d.sighting_id, d.raw_id), d.raw_id, d.price_usd, d.market_cap_usd,
                d.volume_24h_usd, d.stated_at
         FROM   instants i
         JOIN   asset_market_data d
         ON     d.asset_id = i.asset_id AND d.source = @source AND d.last_updated = i.last_updated
         UNION ALL
         SELECT r.asset_id, r.last_updated, r.statement_id, r.raw_id, r.price_usd, r.market_cap_usd, r.volume_24h_usd,
                r.stated_at
         FROM   instants i
         JOIN   market_data_revisions r
         ON     r.asset_id = i.asset_id AND r.source = @source AND r.last_updated = i.last_updated),
     ordered AS (
         SELECT *, lead(statement_id) OVER following AS replaced_by, lead(stated_at) OVER following AS replaced_at
         FROM   statements
         WINDOW following AS (PARTITION BY asset_id, last_updated ORDER BY statement_id)),
     kept AS (
         INSERT INTO market_data_revisions AS r (asset_id, source, last_updated, statement_id, price_usd,
                                                 market_cap_usd, volume_24h_usd, raw_id, stated_at, replaced_by,
                                                 replaced_at)
         SELECT asset_id, @source, last_updated, statement_id, price_usd, market_cap_usd, volume_24h_usd, raw_id,
                stated_at, replaced_by, replaced_at
         FROM   ordered
         WHERE  replaced_by IS NOT NULL
         ON CONFLICT (asset_id, source, last_updated, statement_id) DO UPDATE
         SET    replaced_by = excluded.replaced_by, replaced_at = excluded.replaced_at
         WHERE  r.replaced_by <> excluded.replaced_by)
UPDATE asset_market_data AS d
SET    price_usd = o.price_usd, market_cap_usd = o.market_cap_usd, volume_24h_usd = o.volume_24h_usd,
       raw_id = o.raw_id, sighting_id = nullif(o.statement_id, o.raw_id), stated_at = o.stated_at, updated_at = @now
FROM   ordered o
WHERE  o.replaced_by IS NULL
AND    d.asset_id = o.asset_id AND d.source = @source AND d.last_updated = o.last_updated
AND    coalesce(d.sighting_id, d.raw_id) < o.statement_id

-- name: truncate_staged_sightings
-- Makes room for further sightings. The table is this session's own.
TRUNCATE staged_sightings
