-- sessions.sql
-- Locks that a session takes, how long the server waits for it, and how its statements are planned.

-- name: start_session
-- Names the session for people who look at sessions and locks, and limits how long the server waits for it. A client
-- whose machine vanished is noticed after 30 seconds, during a statement 10 seconds later at most, so that its locks do
-- not outlive it by hours. A statement, a lock and a transaction without a statement end after @limit milliseconds,
-- also where the client is frozen and cannot end them; 0 is no limit. A Unix socket has no keepalives. Temp tables have
-- the indexes of what is built in them, which 8 MB do not hold; memory is taken as they grow. Where tables are
-- distributed, one transaction may write assets and what refers to them only over one connection to each machine.
-- There, sources would also wait for each other's transactions, and deadlock; they write no row that another writes.
SELECT set_config('application_name', @name, false),
       set_config('tcp_keepalives_idle', '10', false),
       set_config('tcp_keepalives_interval', '5', false),
       set_config('tcp_keepalives_count', '4', false),
       set_config('tcp_user_timeout', '30000', false),
       set_config('client_connection_check_interval', '10000', false),
       set_config('statement_timeout', @limit, false),
       set_config('lock_timeout', @limit, false),
       set_config('idle_in_transaction_session_timeout', @limit, false),
       set_config('temp_buffers', '32MB', false),
       set_config('citus.multi_shard_modify_mode', 'sequential', false),
       set_config('citus.enable_deadlock_prevention', 'off', false)

-- name: unlock_all
-- Frees every session lock of this session.
SELECT pg_advisory_unlock_all()

-- name: try_lock
-- Takes a session lock if it is free, and returns whether it did; never waits.
SELECT pg_try_advisory_lock(@kind, hashtext(@name))

-- name: wait_for_lock
-- Waits for a session lock as long as the session may wait, and frees it again.
SELECT pg_advisory_unlock(@kind, hashtext(@name))
FROM  (SELECT pg_advisory_lock(@kind, hashtext(@name)) OFFSET 0) waited

-- name: take_lock
-- Waits until no other session has a lock of this kind, and keeps others waiting until the transaction ends.
SELECT pg_advisory_xact_lock(@kind, hashtext(@name))

-- name: rollback
-- Ends a transaction that failed, in which no statement works any more.
ROLLBACK

-- name: find_lock_holder
-- The session that has a lock. It is ours where it has our role and a name of ours, and a run where its process has
-- recorded a run of the source as running. Address and start of another role's session are null to us. No row where the
-- lock has just become free.
SELECT activity.pid, activity.usename, activity.application_name, host(activity.client_addr) AS address,
       activity.backend_start, clock_timestamp() - activity.backend_start AS age,
       activity.usename = session_user AND activity.application_name LIKE 'kasparro-%' AS is_ours,
       EXISTS (SELECT FROM etl_runs run
               WHERE  run.source = @name AND run.status = 'running'
               -- PostgreSQL cuts a name of a session to 63 bytes.
               AND    activity.application_name = left('kasparro-etl ' || (run.metadata ->> 'process'), 63)) AS is_run
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

-- name: find_blocker
-- The first of the sessions that another one waits for. No row where it waits for none.
SELECT pid, usename, application_name, host(client_addr) AS address, backend_start
FROM   pg_stat_activity
WHERE  pid = (pg_blocking_pids(@pid))[1]

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

-- name: plan_once
-- Statements of this session are planned once, whatever their values. PostgreSQL would plan again on every call where a
-- limit is a parameter; Citus finds the machines by the values. Nor does it compile a statement on every call that its
-- estimate finds long, half a second for what takes one, or start another process for it: pages are short.
SELECT set_config('plan_cache_mode', CASE WHEN current_setting('citus.version', true) IS NULL
                                          THEN 'force_generic_plan' ELSE 'force_custom_plan' END, false),
       set_config('jit', 'off', false),
       set_config('max_parallel_workers_per_gather', '0', false)

-- name: plan_for_values
-- Until this round trip ends, statements are planned for the values that they are given: which filters there are
-- decides the plan.
SELECT set_config('plan_cache_mode', 'force_custom_plan', true)

-- name: do_nothing
-- What was waiting to be sent goes with it.
SELECT 1

-- name: lock_assets
-- Sources share the table of assets and no other: one transaction at a time adds to it, and commits at once.
SELECT pg_advisory_xact_lock(@kind, 0)
