-- resume_after.sql
-- The highest raw row of a source that has an outcome: everything up to it is derived, nothing beyond it. 0 where nothing is. ($1 source)
SELECT greatest((SELECT max(raw_id) FROM asset_market_data WHERE source = $1),
                (SELECT max(raw_id) FROM transform_failures WHERE source = $1),
                0)
