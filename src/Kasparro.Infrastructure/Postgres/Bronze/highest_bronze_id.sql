-- highest_bronze_id.sql
-- How far Bronze reaches now; 0 where it is empty.
SELECT coalesce(max(id), 0) FROM raw_table
