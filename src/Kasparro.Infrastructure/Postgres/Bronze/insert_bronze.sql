-- insert_bronze.sql
-- Moves a run's staged rows into Bronze. What is there already is recognised and stays as it is: running it twice stores once.
-- Ids follow the order of receipt. They are counted from the first reserved one, because the stage need not come back in the
-- order it was filled, and sorting whole payloads costs as much as storing them. ($1 run_id, $2 first id)
INSERT INTO raw_table (id, source_id, payload, payload_hash, ingested_at, run_id)
OVERRIDING SYSTEM VALUE
SELECT $2 + place, source_id, payload, payload_hash, ingested_at, $1
FROM   stage
ON CONFLICT (source_id, payload_hash) DO NOTHING
