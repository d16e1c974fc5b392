-- try_lock.sql
-- Takes a session lock if it is free, and says whether it did; never waits. ($1 kind, $2 name)
SELECT pg_try_advisory_lock($1, hashtext($2))
