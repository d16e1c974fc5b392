-- is_locked.sql
-- Whether any session holds a lock. Locks of a primary are not seen on its replicas: there the answer is null. ($1 kind, $2 name)
SELECT CASE WHEN NOT pg_is_in_recovery() THEN EXISTS (
         SELECT 1
         FROM   pg_locks lock
         WHERE  lock.locktype = 'advisory'
         AND    lock.granted
         AND    lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         -- A lock of two numbers: classid is the first, objid the second, both as unsigned.
         AND    lock.objsubid = 2
         AND    lock.classid = ($1::bigint & 4294967295)::oid
         AND    lock.objid = (hashtext($2)::bigint & 4294967295)::oid)
       END
