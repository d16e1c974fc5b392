-- listings.sql
-- The listings of a source and their labels. New ones stay in the session until the transformation's last statements,
-- so that sources never wait for each other long.

-- name: create_new_listings
-- Listings that a transformation met for the first time; all of them where it starts at the beginning.
CREATE TEMP TABLE new_listings (
    source_asset_id    text PRIMARY KEY,
    asset_id           uuid NOT NULL UNIQUE,
    own_asset_id       uuid NOT NULL,
    symbol             text NOT NULL,
    plain_name         text,
    disambiguated_name text NOT NULL,
    slug               text,
    is_file_scoped     boolean NOT NULL) ON COMMIT DROP

-- name: copy_new_listings
-- Stages listings that a transformation met for the first time.
COPY new_listings (source_asset_id, asset_id, own_asset_id, symbol, plain_name, disambiguated_name, slug,
                   is_file_scoped) FROM STDIN (FORMAT binary)

-- name: find_listings
-- The assets of some listings of a source, as far as they are known: from earlier transformations or from this one.
SELECT source_asset_id, asset_id, true AS is_staged FROM new_listings WHERE source_asset_id = ANY (@ids)
UNION ALL
SELECT source_asset_id, asset_id, false FROM asset_sources
WHERE  source = @source AND source_asset_id = ANY (@ids)
AND    source_asset_id NOT IN (SELECT source_asset_id FROM new_listings WHERE source_asset_id = ANY (@ids))

-- name: insert_assets
-- Adds the assets of new listings. Where a label is not free, the listing stands behind the name until names are
-- assigned by size.
INSERT INTO assets (asset_id, symbol, name)
SELECT asset_id, symbol,
       CASE WHEN plain_name IS NULL OR ordinal > 1
                 OR EXISTS (SELECT FROM assets a WHERE a.symbol = n.symbol AND a.name = n.plain_name)
            THEN disambiguated_name ELSE plain_name END
FROM  (SELECT *, row_number() OVER (PARTITION BY symbol, plain_name ORDER BY source_asset_id COLLATE "C") AS ordinal
       FROM   new_listings l
       WHERE  NOT EXISTS (SELECT FROM assets a WHERE a.asset_id = l.asset_id)) n

-- name: update_asset_sources
-- Says of known listings what their source says now. They keep their assets: only a link moves them. The array keeps
-- this a lookup for each new listing.
UPDATE asset_sources AS s
SET    slug = n.slug, is_file_scoped = n.is_file_scoped
FROM   new_listings n
WHERE  s.source = @source AND s.source_asset_id = ANY (ARRAY(SELECT source_asset_id FROM new_listings))
AND    s.source_asset_id = n.source_asset_id
AND   (s.slug, s.is_file_scoped) IS DISTINCT FROM (n.slug, n.is_file_scoped)

-- name: insert_asset_sources
-- Adds the listings that are not known. The lock of the assets keeps others away meanwhile.
INSERT INTO asset_sources (source, source_asset_id, asset_id, linked_by, linked_at, slug, is_file_scoped)
SELECT @source, source_asset_id, asset_id, 'anchor', @linked_at, slug, is_file_scoped
FROM   new_listings
WHERE  source_asset_id NOT IN (SELECT source_asset_id FROM asset_sources WHERE source = @source)

-- name: insert_asset_aliases
-- Every id that was handed out goes on to answer, whatever its listing is linked to later. One that meant another
-- listing of the source while its own was lost means its own again.
INSERT INTO asset_aliases AS a (asset_id, source, source_asset_id)
SELECT own_asset_id, @source, source_asset_id FROM new_listings
ON CONFLICT (asset_id) DO UPDATE
SET    source_asset_id = excluded.source_asset_id
WHERE  a.source = excluded.source AND a.source_asset_id <> excluded.source_asset_id

-- name: delete_lost_asset_sources
-- After a full transformation: deletes the listings that no record has any more. The array is found once: where
-- statistics do not know a source yet, joins would be repeated for each of its rows.
DELETE FROM asset_sources
WHERE  source = @source
AND    source_asset_id = ANY (ARRAY(
           SELECT source_asset_id FROM asset_sources WHERE source = @source
           EXCEPT
           SELECT source_asset_id FROM listing_labels WHERE source = @source))

-- name: delete_orphan_assets
-- Deletes the assets that no listing means any more. One that has market data stays: its source lost the listing, and
-- makes it again when it is rebuilt.
WITH unlisted AS (
         SELECT asset_id FROM assets
         EXCEPT
         SELECT asset_id FROM asset_sources)
DELETE FROM assets
WHERE  asset_id = ANY (ARRAY(
           SELECT asset_id FROM unlisted
           EXCEPT
           SELECT asset_id FROM asset_market_data WHERE asset_id = ANY (ARRAY(SELECT asset_id FROM unlisted))))

-- name: create_staged_labels
-- Labels of listings, with the times of their first and last record.
CREATE TEMP TABLE staged_labels (
    source_asset_id text,
    symbol          text,
    name            text,
    first_seen      timestamptz,
    last_seen       timestamptz,
    last_raw_id     bigint) ON COMMIT DROP

-- name: copy_staged_labels
-- Stages labels; one may come several times.
COPY staged_labels (source_asset_id, symbol, name, first_seen, last_seen, last_raw_id) FROM STDIN (FORMAT binary)

-- name: insert_listing_labels
-- Adds labels and extends known ones. Replaying it changes nothing.
INSERT INTO listing_labels AS l (source, source_asset_id, symbol, name, first_seen, last_seen, last_raw_id)
SELECT @source, source_asset_id, symbol, name, min(first_seen), max(last_seen),
       (array_agg(last_raw_id ORDER BY last_seen DESC, last_raw_id DESC))[1]
FROM   staged_labels
GROUP  BY source_asset_id, symbol, name
ON CONFLICT (source, source_asset_id, symbol, name) DO UPDATE
SET    first_seen  = least(l.first_seen, excluded.first_seen),
       last_seen   = greatest(l.last_seen, excluded.last_seen),
       last_raw_id = CASE WHEN (excluded.last_seen, excluded.last_raw_id) > (l.last_seen, l.last_raw_id)
                          THEN excluded.last_raw_id ELSE l.last_raw_id END
WHERE  excluded.first_seen < l.first_seen OR (excluded.last_seen, excluded.last_raw_id) > (l.last_seen, l.last_raw_id)

-- name: clear_listing_labels
-- Deletes a source's labels, within the transaction that transforms the same rows again.
DELETE FROM listing_labels WHERE source = @source
