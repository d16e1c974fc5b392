-- data_version.sql
-- A text that every commit to Silver changes: derivations takes down each of them, in the same transaction.
SELECT coalesce(string_agg(concat_ws(' ', source, version, derived_at, derived_total, failed_total), ',' ORDER BY source), '') FROM derivations
