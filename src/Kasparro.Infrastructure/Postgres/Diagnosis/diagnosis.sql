-- diagnosis.sql
-- What the database says of itself and of the role that asks.

-- name: examine_database
-- One row. The right to write is true where the schema is not there yet.
SELECT current_setting('server_encoding') AS encoding, current_user::text AS role, clock_timestamp() AS now,
       pg_database_size(current_database()) AS bytes,
       coalesce(has_table_privilege(to_regclass('etl_runs'), 'INSERT'), to_regclass('etl_runs') IS NULL) AS can_write
