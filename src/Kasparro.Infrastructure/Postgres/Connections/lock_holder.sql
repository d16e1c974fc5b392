-- lock_holder.sql
-- Says who holds a session lock, for a person. ($1 kind, $2 name)
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
AND    lock.classid = ($1::bigint & 4294967295)::oid
AND    lock.objid = (hashtext($2)::bigint & 4294967295)::oid
LIMIT  1
