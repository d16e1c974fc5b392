-- plan_for_values.sql
-- Until this round trip ends, statements are planned for the values that they are given: which filters there are decides the way.
SELECT set_config('plan_cache_mode', 'force_custom_plan', true)
