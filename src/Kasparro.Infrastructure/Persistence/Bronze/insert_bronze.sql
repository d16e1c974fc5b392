-- insert_bronze.sql
-- Moves a run's staged rows into Bronze. What is there already is recognised and stays as it is: running it twice stores once.
-- Ids follow the order of receipt. ($1 run_id)
INSERT INTO raw_table (source_id, payload, payload_hash, ingested_at, run_id)
SELECT source_id, payload, payload_hash, ingested_at, $1
FROM   stage
ORDER  BY place
ON CONFLICT (source_id, payload_hash) DO NOTHING
