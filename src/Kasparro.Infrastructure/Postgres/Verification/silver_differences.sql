-- silver_differences.sql
-- What differs between stored Silver and its shadow, for a person.

-- name: silver_differences
-- The first rows that stand on one side only, a sentence each. Numbers are compared as text, so that a lost zero
-- counts.
(SELECT 'link ' || source || ':' || source_asset_id || ' → ' || asset_id || ' ' || symbol || ' "' || name
        || '" is only ' || side AS difference
 FROM  ((SELECT 'in Silver' AS side, live.* FROM (TABLE live_links EXCEPT ALL TABLE shadow_links) live)
        UNION ALL
        (SELECT 'in the transformation', shadow.* FROM (TABLE shadow_links EXCEPT ALL TABLE live_links) shadow)) links
 ORDER BY source, source_asset_id LIMIT 10)
UNION ALL
(SELECT 'asset ' || asset_id || ' ' || symbol || ' "' || name || '" is meant by no source'
 FROM   live_orphans ORDER BY asset_id LIMIT 10)
UNION ALL
(SELECT format('observation of raw row %s:%s (asset %s at %s, price %s, cap %s, volume %s) is only %s',
               source, raw_id, asset_id, last_updated, price, cap, volume, side)
 FROM  ((SELECT 'in Silver' AS side, live.* FROM (
             SELECT source, raw_id, asset_id, last_updated, price_usd::text AS price, market_cap_usd::text AS cap,
                    volume_24h_usd::text AS volume
             FROM   live_market_data
             EXCEPT ALL
             SELECT source, raw_id, asset_id, last_updated, price_usd::text, market_cap_usd::text, volume_24h_usd::text
             FROM   shadow_market_data) live)
        UNION ALL
        (SELECT 'in the transformation', shadow.* FROM (
             SELECT source, raw_id, asset_id, last_updated, price_usd::text, market_cap_usd::text, volume_24h_usd::text
             FROM   shadow_market_data
             EXCEPT ALL
             SELECT source, raw_id, asset_id, last_updated, price_usd::text, market_cap_usd::text, volume_24h_usd::text
             FROM   live_market_data) shadow)) observations
 ORDER BY source, raw_id LIMIT 10)
UNION ALL
(SELECT format('failure of raw row %s:%s (%s) is only %s', source, raw_id, error_message, side)
 FROM  ((SELECT 'in Silver' AS side, live.* FROM (
             SELECT source, raw_id, error_type, error_message FROM live_failures
             EXCEPT ALL
             SELECT source, raw_id, error_type, error_message FROM shadow_failures) live)
        UNION ALL
        (SELECT 'in the transformation', shadow.* FROM (
             SELECT source, raw_id, error_type, error_message FROM shadow_failures
             EXCEPT ALL
             SELECT source, raw_id, error_type, error_message FROM live_failures) shadow)) failures
 ORDER BY source, raw_id LIMIT 10)
