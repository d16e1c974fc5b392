-- sessions.sql
-- Locks that a session takes, and how its statements are planned.

-- name: try_lock
-- Takes a session lock if it is free, and returns whether it did; never waits.
SELECT pg_try_advisory_lock(@kind, hashtext(@name))

-- name: lock_holder
-- Describes who has a session lock, for a person.
SELECT format('%s (pid %s%s, since %s UTC)',
              activity.application_name,
              activity.pid,
              coalesce(' on ' || host(activity.client_addr), ''),
              to_char(activity.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'))
FROM   pg_locks lock
JOIN   pg_stat_activity activity USING (pid)
WHERE  lock.locktype = 'advisory'
AND    lock.granted
AND    lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
-- A lock of two numbers: classid is the first, objid the second, both as unsigned.
AND    lock.objsubid = 2
AND    lock.classid = (@kind::bigint & 4294967295)::oid
AND    lock.objid = (hashtext(@name)::bigint & 4294967295)::oid
LIMIT  1

-- name: is_locked
-- Whether any session has a lock. Locks of a primary are not seen on its replicas: there the result is null.
SELECT CASE WHEN NOT pg_is_in_recovery() THEN EXISTS (
         SELECT 1
         FROM   pg_locks lock
         WHERE  lock.locktype = 'advisory'
         AND    lock.granted
         AND    lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         -- A lock of two numbers: classid is the first, objid the second, both as unsigned.
         AND    lock.objsubid = 2
         AND    lock.classid = (@kind::bigint & 4294967295)::oid
         AND    lock.objid = (hashtext(@name)::bigint & 4294967295)::oid)
       END

-- name: server_encoding
-- How this database stores text.
SELECT current_setting('server_encoding')

-- name: backend
-- The process of the server that has this session now.
SELECT pg_backend_pid()

-- name: unlock_all
-- Frees every session lock of this session.
SELECT pg_advisory_unlock_all()

-- name: plan_once
-- Statements of this session are planned once, whatever their values. PostgreSQL would plan again on every call where a
-- limit is a parameter.
SET plan_cache_mode = force_generic_plan;
-- It compiles a statement on every call that its estimate finds long: half a second for what takes one.
SET jit = off

-- name: plan_for_values
-- Until this round trip ends, statements are planned for the values that they are given: which filters there are
-- decides the plan.
SELECT set_config('plan_cache_mode', 'force_custom_plan', true)
