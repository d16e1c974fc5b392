-- bronze.sql
-- Raw rows: staged by a run, moved to Bronze in its commit, read by transformations. A statement about raw_table is
-- about the table of one source.

-- name: create_stage
-- Where a run's rows wait for its commit: seen by this session only, gone with it, never written to the log. Its name
-- says whose it is to a person who finds it filling a disk. Of a record that Bronze has, its raw row is enough.
CREATE TEMP TABLE raw_table_stage (
    place        bigint      NOT NULL,
    source_id    text        NOT NULL,
    payload      json        NOT NULL,
    payload_hash bytea       NOT NULL,
    ingested_at  timestamptz NOT NULL,
    envelope     json);
CREATE TEMP TABLE raw_table_known (
    place       bigint      NOT NULL,
    raw_id      bigint      NOT NULL,
    received_at timestamptz NOT NULL)

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

-- name: find_known_records
-- Which of some records Bronze has, by their places among them from 1, and the raw row of each. What it has it never
-- loses, so that holds until the commit. Costs a lookup for each record.
SELECT r.number, known.id
FROM   unnest(@source_ids, @hashes) WITH ORDINALITY AS r (source_id, payload_hash, number)
CROSS  JOIN LATERAL (SELECT id FROM raw_table b
                     WHERE  b.source_id = r.source_id AND b.payload_hash = r.payload_hash
                     OFFSET 0) known

-- name: copy_known_records
-- Stages records that Bronze has.
COPY raw_table_known (place, raw_id, received_at) FROM STDIN (FORMAT binary)

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
