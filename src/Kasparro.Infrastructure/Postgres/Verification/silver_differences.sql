-- silver_differences.sql
-- What differs between stored Silver and its shadow, for a person.

-- name: silver_differences
-- The first ten rows that are on one side only, a sentence each, and how many there are. Numbers are compared as text,
-- so that a lost zero counts.
WITH links AS (
         SELECT 'in Silver' AS side, live.* FROM (TABLE live_links EXCEPT ALL TABLE shadow_links) live
         UNION ALL
         SELECT 'in the transformation', shadow.* FROM (TABLE shadow_links EXCEPT ALL TABLE live_links) shadow),
     live_texts AS (
         SELECT source, raw_id, sighting_id, asset_id, last_updated, price_usd::text AS price,
                market_cap_usd::text AS cap, volume_24h_usd::text AS volume
         FROM   live_market_data),
     shadow_texts AS (
         SELECT source, raw_id, sighting_id, asset_id, last_updated, price_usd::text, market_cap_usd::text,
                volume_24h_usd::text
         FROM   shadow_market_data),
     observations AS (
         SELECT 'in Silver' AS side, live.* FROM (TABLE live_texts EXCEPT ALL TABLE shadow_texts) live
         UNION ALL
         SELECT 'in the transformation', shadow.* FROM (TABLE shadow_texts EXCEPT ALL TABLE live_texts) shadow),
     revisions AS (
         SELECT 'in Silver' AS side, live.* FROM (TABLE live_revisions EXCEPT ALL TABLE shadow_revisions) live
         UNION ALL
         SELECT 'in the transformation', shadow.*
         FROM  (TABLE shadow_revisions EXCEPT ALL TABLE live_revisions) shadow),
     live_reasons AS (SELECT source, raw_id, error_type, error_message FROM live_failures),
     shadow_reasons AS (SELECT source, raw_id, error_type, error_message FROM shadow_failures),
     failures AS (
         SELECT 'in Silver' AS side, live.* FROM (TABLE live_reasons EXCEPT ALL TABLE shadow_reasons) live
         UNION ALL
         SELECT 'in the transformation', shadow.* FROM (TABLE shadow_reasons EXCEPT ALL TABLE live_reasons) shadow),
     labels AS (
         SELECT 'in Silver' AS side, live.* FROM (TABLE live_labels EXCEPT ALL TABLE shadow_labels) live
         UNION ALL
         SELECT 'in the transformation', shadow.* FROM (TABLE shadow_labels EXCEPT ALL TABLE live_labels) shadow),
     differences AS (
         SELECT 1 AS kind, source, 0 AS raw_id, source_asset_id AS id,
                'link ' || source || ':' || source_asset_id || ' → ' || asset_id || ' ' || symbol || ' "' || name
                || '" is only ' || side AS difference
         FROM   links
         UNION ALL
         SELECT 2, '', 0, asset_id::text,
                'asset ' || asset_id || ' ' || symbol || ' "' || name || '" belongs to no source'
         FROM   live_orphans
         UNION ALL
         SELECT 3, source, raw_id, side,
                format('observation of raw row %s:%s (asset %s at %s, price %s, cap %s, volume %s) is only %s',
                       source, raw_id, asset_id, last_updated, price, cap, volume, side)
         FROM   observations
         UNION ALL
         SELECT 4, source, raw_id, side,
                format('revision %s of raw row %s:%s (asset %s at %s, price %s, replaced by %s) is only %s',
                       statement_id, source, raw_id, asset_id, last_updated, price_usd, replaced_by, side)
         FROM   revisions
         UNION ALL
         SELECT 5, source, raw_id, side,
                format('failure of raw row %s:%s (%s) is only %s', source, raw_id, error_message, side)
         FROM   failures
         UNION ALL
         SELECT 6, source, 0, source_asset_id || side,
                format('label %s "%s" of %s:%s from %s to %s is only %s',
                       symbol, name, source, source_asset_id, first_seen, last_seen, side)
         FROM   labels)
SELECT difference, count(*) OVER () AS differences
FROM   differences
ORDER  BY kind, source, raw_id, id
LIMIT  10
