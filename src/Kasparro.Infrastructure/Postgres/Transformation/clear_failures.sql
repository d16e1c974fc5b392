-- clear_failures.sql
-- Forgets a source's failures, within the transaction that derives the same rows anew. ($1 source)
DELETE FROM transform_failures WHERE source = $1
