-- reserve_bronze_ids.sql
-- Sets aside as many ids as a run has rows, and answers the first. The source's lock keeps others away meanwhile. ($1 rows)
SELECT setval(pg_get_serial_sequence('raw_table', 'id'), nextval(pg_get_serial_sequence('raw_table', 'id')) + $1 - 1) - $1 + 1
