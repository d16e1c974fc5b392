-- unlock_all.sql
-- Frees every session lock that this session holds.
SELECT pg_advisory_unlock_all()
