-- rebuild.sql
-- A source's market data, built from the beginning: written to tables of the session first, and then compared with what
-- is there. Rows that are the same stay as they are, so that a rebuild that changes nothing writes nothing.

-- name: create_rebuilt_tables
-- Lets the statements of this transaction write to empty copies of market data and its revisions: temp tables are found
-- first. Only the index by which statements about one instant meet is kept.
CREATE TEMP TABLE rebuilt_market_data (LIKE asset_market_data INCLUDING DEFAULTS) ON COMMIT DROP;
ALTER TABLE rebuilt_market_data ADD PRIMARY KEY (asset_id, source, last_updated);
CREATE TEMP TABLE rebuilt_revisions (LIKE market_data_revisions INCLUDING DEFAULTS) ON COMMIT DROP;
ALTER TABLE rebuilt_revisions ADD PRIMARY KEY (asset_id, source, last_updated, statement_id);
ALTER TABLE rebuilt_market_data RENAME TO asset_market_data;
ALTER TABLE rebuilt_revisions RENAME TO market_data_revisions

-- name: finish_rebuilt_tables
-- Gives the names back to the tables that readers see.
ALTER TABLE pg_temp.asset_market_data RENAME TO rebuilt_market_data;
ALTER TABLE pg_temp.market_data_revisions RENAME TO rebuilt_revisions;
ANALYZE rebuilt_market_data

-- name: create_lost_listings
-- Listings that no record gives any more, with the assets that they had.
CREATE TEMP TABLE lost_listings (source_asset_id text PRIMARY KEY, asset_id uuid NOT NULL) ON COMMIT DROP

-- name: stage_lost_listings
-- All new listings are known by now: a rebuild meets every listing as a new one.
INSERT INTO lost_listings (source_asset_id, asset_id)
SELECT source_asset_id, asset_id
FROM   asset_sources
WHERE  source = @source AND source_asset_id NOT IN (SELECT source_asset_id FROM new_listings)

-- name: find_renamed_listings
-- Of each lost listing the one that its records are now; that of the latest price, where they are several. Market data
-- still has the rows of before.
SELECT DISTINCT ON (l.source_asset_id) l.source_asset_id AS before, n.source_asset_id AS now
FROM   lost_listings l
JOIN   asset_market_data d ON d.asset_id = l.asset_id AND d.source = @source
JOIN  (SELECT raw_id, asset_id FROM rebuilt_market_data
       UNION ALL
       SELECT raw_id, asset_id FROM rebuilt_revisions) r ON r.raw_id = d.raw_id
JOIN   new_listings n ON n.asset_id = r.asset_id
ORDER  BY l.source_asset_id, d.last_updated DESC, n.source_asset_id COLLATE "C"

-- name: update_aliases_of_renamed_listings
-- Asset ids of before mean the listings of now.
UPDATE asset_aliases AS a
SET    source_asset_id = renamed.now
FROM   unnest(@before, @now) AS renamed (before, now)
WHERE  a.source = @source AND a.source_asset_id = renamed.before

-- name: copy_decisions_about_renamed_listings
-- What a person decided about the listings of before is decided about those of now, unless a person has decided about
-- these already. Rules decide again by themselves.
WITH renamed AS (SELECT * FROM unnest(@before, @now) AS r (before, now)),
     standing AS (
         SELECT DISTINCT ON (first_source, first_source_asset_id, second_source, second_source_asset_id) *
         FROM   identity_decisions
         WHERE  rule = 'person' AND first_source <> second_source
         AND   (first_source = @source AND first_source_asset_id = ANY (@before)
             OR second_source = @source AND second_source_asset_id = ANY (@before))
         ORDER  BY first_source, first_source_asset_id, second_source, second_source_asset_id, decision_id DESC),
     copied AS (
         SELECT s.first_source, coalesce(f.now, s.first_source_asset_id) AS first_id,
                s.second_source, coalesce(o.now, s.second_source_asset_id) AS second_id,
                s.action, s.rule, s.evidence, s.score, s.decided_at, s.decision_id
         FROM   standing s
         LEFT   JOIN renamed f ON s.first_source = @source AND f.before = s.first_source_asset_id
         LEFT   JOIN renamed o ON s.second_source = @source AND o.before = s.second_source_asset_id)
INSERT INTO identity_decisions (first_source, first_source_asset_id, second_source, second_source_asset_id, action,
                                rule, evidence, score, decided_at, supersedes)
SELECT c.first_source, c.first_id, c.second_source, c.second_id, c.action, c.rule, c.evidence, c.score, c.decided_at,
       about.latest
FROM   copied c
CROSS  JOIN LATERAL (SELECT max(d.decision_id) AS latest, coalesce(bool_or(d.rule = 'person'), false) AS by_person
                     FROM   identity_decisions d
                     WHERE  d.first_source = c.first_source AND d.first_source_asset_id = c.first_id
                     AND    d.second_source = c.second_source AND d.second_source_asset_id = c.second_id) about
WHERE  NOT about.by_person
ORDER  BY c.decision_id

-- name: delete_replaced_market_data
-- Deletes what the rebuild does not have, or has of another raw row.
WITH cleared AS (
         DELETE FROM asset_market_data
         WHERE  source = @source
         AND    raw_id = ANY (ARRAY(
                    SELECT d.raw_id
                    FROM   asset_market_data d
                    LEFT   JOIN rebuilt_market_data r
                    ON     r.asset_id = d.asset_id AND r.source = d.source AND r.last_updated = d.last_updated
                    AND    r.raw_id = d.raw_id
                    WHERE  d.source = @source AND r.raw_id IS NULL))
         RETURNING asset_id, last_updated)
INSERT INTO cleared_market_data (asset_id, last_updated) SELECT asset_id, last_updated FROM cleared

-- name: update_rebuilt_market_data
-- Corrects the rows that differ. Numbers are compared as text, so that a lost zero counts.
UPDATE asset_market_data AS d
SET    price_usd = r.price_usd, market_cap_usd = r.market_cap_usd, volume_24h_usd = r.volume_24h_usd,
       sighting_id = r.sighting_id, stated_at = r.stated_at, updated_at = r.updated_at
FROM   rebuilt_market_data r
WHERE  d.source = @source
AND    r.asset_id = d.asset_id AND r.source = d.source AND r.last_updated = d.last_updated
AND   (d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.sighting_id, d.stated_at)
      IS DISTINCT FROM
      (r.price_usd::text, r.market_cap_usd::text, r.volume_24h_usd::text, r.sighting_id, r.stated_at)

-- name: insert_rebuilt_market_data
-- Adds the rows that are not there. Those that are there have raw rows of the rebuild: a join finds the others in a
-- third of the time that a look for each takes.
INSERT INTO asset_market_data (asset_id, source, last_updated, price_usd, market_cap_usd, volume_24h_usd, created_at,
                               raw_id, sighting_id, stated_at, updated_at)
SELECT r.asset_id, r.source, r.last_updated, r.price_usd, r.market_cap_usd, r.volume_24h_usd, r.created_at, r.raw_id,
       r.sighting_id, r.stated_at, r.updated_at
FROM   rebuilt_market_data r
LEFT   JOIN asset_market_data d
ON     d.source = @source AND d.raw_id = r.raw_id
WHERE  d.raw_id IS NULL

-- name: insert_rebuilt_revisions
-- Adds the revisions of a rebuild; those that were there are deleted before.
INSERT INTO market_data_revisions (asset_id, source, last_updated, statement_id, price_usd, market_cap_usd,
                                   volume_24h_usd, raw_id, stated_at, replaced_by, replaced_at)
SELECT asset_id, source, last_updated, statement_id, price_usd, market_cap_usd, volume_24h_usd, raw_id, stated_at,
       replaced_by, replaced_at
FROM   rebuilt_revisions
