-- plan_once.sql
-- Statements of this session are planned once, whatever their values. PostgreSQL would plan again on every call where a limit is a parameter.
SET plan_cache_mode = force_generic_plan;
-- It compiles a statement on every call that its estimate finds long: half a second for what takes one.
SET jit = off
