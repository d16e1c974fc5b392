-- lock_assets.sql
-- Sources share the table of assets and no other. Whoever adds to it does so alone and commits at once. ($1 kind)
SELECT pg_advisory_xact_lock($1, 0)
