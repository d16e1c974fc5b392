-- identity.sql
-- What the link step reads, and the decisions that it stores.

-- name: sources_with_listings
-- Every source whose transformation could use an asset, in one order: their locks are taken in it.
SELECT source FROM transformations UNION SELECT source FROM asset_sources ORDER BY source

-- name: is_untransformed
-- Whether a source has raw rows and its Silver is still to be built from the beginning.
SELECT EXISTS (SELECT FROM raw_table)
AND   (NOT EXISTS (SELECT FROM transformations WHERE source = @source)
       OR EXISTS (SELECT FROM pending_rebuilds WHERE source = @source)) AS is_untransformed

-- name: begin_linking
-- Tells the triggers that note lost rows, until the transaction ends, that its rows move; and the planner not to
-- compile: its estimates are high, and compiling takes longer than the statements.
SELECT set_config('kasparro.transforming', 'on', true), set_config('jit', 'off', true)

-- name: read_listings
-- Every listing with its newest label and its newest price. Its label is null until its source is transformed again
-- after a migration.
SELECT s.source, s.source_asset_id, s.asset_id, s.linked_by, s.slug, s.is_file_scoped, l.symbol, l.name, l.first_seen,
       d.price_usd, d.market_cap_usd, d.last_updated
FROM   asset_sources s
LEFT   JOIN (SELECT DISTINCT ON (source, source_asset_id) source, source_asset_id, symbol, name,
                    min(first_seen) OVER (PARTITION BY source, source_asset_id) AS first_seen
             FROM   listing_labels
             ORDER  BY source, source_asset_id, last_seen DESC, last_raw_id DESC) l
ON     l.source = s.source AND l.source_asset_id = s.source_asset_id
LEFT   JOIN LATERAL (SELECT price_usd::text, market_cap_usd::text, last_updated
                     FROM   asset_market_data d
                     WHERE  d.asset_id = s.asset_id AND d.source = s.source
                     ORDER  BY d.last_updated DESC
                     LIMIT  1) d ON true
ORDER  BY s.source COLLATE "C", s.source_asset_id COLLATE "C"

-- name: read_decisions
-- Every decision, oldest first.
SELECT decision_id, first_source, first_source_asset_id, second_source, second_source_asset_id, action, rule
FROM   identity_decisions
ORDER  BY decision_id

-- name: insert_decisions
-- Stores decisions in their order. Each supersedes the latest one about the same pair.
INSERT INTO identity_decisions (first_source, first_source_asset_id, second_source, second_source_asset_id, action,
                                rule, evidence, score, decided_at, supersedes)
SELECT n.first_source, n.first_id, n.second_source, n.second_id, n.action, n.rule, n.evidence::jsonb,
       n.score::double precision, @decided_at,
       (SELECT max(d.decision_id) FROM identity_decisions d
        WHERE  d.first_source = n.first_source AND d.first_source_asset_id = n.first_id
        AND    d.second_source = n.second_source AND d.second_source_asset_id = n.second_id)
FROM   unnest(@first_sources, @first_ids, @second_sources, @second_ids, @actions, @rules, @evidence, @scores)
       WITH ORDINALITY
       AS n (first_source, first_id, second_source, second_id, action, rule, evidence, score, ordinal)
ORDER  BY n.ordinal

-- name: read_divergences
-- How often in a row the fresh prices of links differed.
SELECT first_source, first_source_asset_id, second_source, second_source_asset_id, cuts, first_price_time,
       second_price_time
FROM   link_divergences

-- name: delete_divergences
-- Makes room for the divergences of this link step.
DELETE FROM link_divergences

-- name: insert_divergence
-- Keeps a divergence for the next link step.
INSERT INTO link_divergences (first_source, first_source_asset_id, second_source, second_source_asset_id, cuts,
                              first_price_time, second_price_time)
VALUES (@first_source, @first_id, @second_source, @second_id, @cuts, @first_price_time, @second_price_time)

-- name: record_identity_change
-- Raises the silver version where a link changed an asset, in its transaction.
INSERT INTO identity_state AS s (id, changes, changed_at) VALUES (1, 1, @changed_at)
ON CONFLICT (id) DO UPDATE SET changes = s.changes + 1, changed_at = excluded.changed_at
