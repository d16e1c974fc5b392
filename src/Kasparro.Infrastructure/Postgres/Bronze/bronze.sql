-- bronze.sql
-- Raw rows: staged by a run, moved to Bronze in its commit, read by transformations. A statement about raw_table is
-- about the table of one source.

-- name: create_stage
-- Where a run's rows wait for its commit: seen by this session only, gone with it, never written to the log. Its name
-- says whose it is to a person who finds it filling a disk. Without a payload: a record that Bronze has.
CREATE TEMP TABLE raw_table_stage (
    place        bigint      NOT NULL,
    source_id    text        NOT NULL,
    payload      json,
    payload_hash bytea       NOT NULL,
    ingested_at  timestamptz NOT NULL,
    envelope     json)

-- name: copy_stage
-- Puts new records into the stage, each with its place in the order the source sent them.
COPY raw_table_stage (place, source_id, payload, payload_hash, ingested_at, envelope) FROM STDIN (FORMAT binary)

-- name: count_known_records
-- How many of some records Bronze has. Costs a lookup for each.
SELECT count(*)
FROM   unnest(@source_ids, @hashes) AS r (source_id, payload_hash)
CROSS  JOIN LATERAL (SELECT 1 FROM raw_table b
                     WHERE  b.source_id = r.source_id AND b.payload_hash = r.payload_hash
                     OFFSET 0) known

-- name: stage_known_records
-- Stages those of some records that Bronze has, without their payloads, and returns their places. What it has it never
-- loses, so that holds until the commit. Costs a lookup for each record.
INSERT INTO raw_table_stage (place, source_id, payload_hash, ingested_at)
SELECT @first_place + r.number - 1, r.source_id, r.payload_hash, @received_at
FROM   unnest(@source_ids, @hashes) WITH ORDINALITY AS r (source_id, payload_hash, number)
CROSS  JOIN LATERAL (SELECT 1 FROM raw_table b
                     WHERE  b.source_id = r.source_id AND b.payload_hash = r.payload_hash
                     OFFSET 0) known
RETURNING place

-- name: reserve_bronze_ids
-- Reserves as many ids as a run has rows, and returns the first. The source's lock keeps others away meanwhile.
SELECT setval(pg_get_serial_sequence('raw_table', 'id'),
              nextval(pg_get_serial_sequence('raw_table', 'id')) + @rows - 1) - @rows + 1

-- name: insert_bronze
-- Moves a run's staged rows into Bronze. What is there already is recognised and stays as it is: running it twice
-- stores once. Ids follow the order of receipt. They are counted from the first reserved one, because the stage need
-- not come back in the order it was filled, and sorting whole payloads costs as much as storing them.
INSERT INTO raw_table (id, source_id, payload, payload_hash, ingested_at, run_id, envelope)
OVERRIDING SYSTEM VALUE
SELECT @first_id + place, source_id, payload, payload_hash, ingested_at, @run_id, envelope
FROM   raw_table_stage
WHERE  payload IS NOT NULL
ON CONFLICT (source_id, payload_hash) DO NOTHING

-- name: is_bronze_empty
-- Whether Bronze has nothing of a source.
SELECT NOT EXISTS (SELECT 1 FROM raw_table)

-- name: insert_first_bronze
-- The same for rows that are all new for sure, in three fifths of the time. One that is not ends the run with an error.
INSERT INTO raw_table (id, source_id, payload, payload_hash, ingested_at, run_id, envelope)
OVERRIDING SYSTEM VALUE
SELECT @first_id + place, source_id, payload, payload_hash, ingested_at, @run_id, envelope
FROM   raw_table_stage

-- name: highest_statement_id
-- How far Bronze reaches now, payloads that were received again included; 0 where it is empty.
SELECT greatest((SELECT max(id) FROM raw_table),
                (SELECT max(sighting_id) FROM sighting_candidates WHERE source = @source),
                0)

-- name: count_bronze_above
-- Raw rows above one id: those that no transformation has reached.
SELECT count(*) FROM raw_table WHERE id > @id

-- name: read_bronze_rows
-- Some rows of Bronze, in the order they were received.
SELECT id, run_id, ingested_at, payload, envelope
FROM   raw_table
WHERE  id = ANY (@ids)
ORDER  BY id

-- name: read_bronze
-- The next rows of Bronze in the order they were received. Each source has one writer, so below the highest id seen
-- nothing is missing. The end of the range is a condition of its own: without statistics, PostgreSQL takes a range
-- with two ends for a short one, and would read and sort all of it for each chunk.
SELECT *
FROM  (SELECT id, run_id, ingested_at, payload, envelope
       FROM   raw_table
       WHERE  id > @after_id
       ORDER  BY id
       LIMIT  5000) next
WHERE  id <= @up_to_id
ORDER  BY id
