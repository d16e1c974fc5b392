-- data_version.sql
-- A number that every commit to Silver raises: each row that a derivation writes, replaces or refuses is counted in the same transaction.
SELECT coalesce(sum(derived_total + failed_total), 0)::bigint FROM derivations
