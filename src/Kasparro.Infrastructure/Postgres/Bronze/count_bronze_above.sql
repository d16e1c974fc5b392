-- count_bronze_above.sql
-- Raw rows beyond one id: those that no transformation has reached. ($1 id)
SELECT count(*) FROM raw_table WHERE id > $1
