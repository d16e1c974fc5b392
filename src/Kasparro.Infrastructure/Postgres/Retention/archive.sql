-- archive.sql
-- Raw records that no price can need any more move from Bronze to files. The database itself refuses to delete a record
-- that no archive names.

-- name: next_archived_id
-- Up to which raw record the next archive reaches: to the end of a run, because the digest of a run is over all of its
-- rows. Only whole runs whose records were received before an instant, and that are transformed; about a batch of
-- records, or one run where it has more. Null where nothing is to be archived.
WITH first AS (SELECT min(id) AS id FROM raw_table),
     first_needed AS (
         SELECT min(sequence) AS sequence
         FROM   etl_runs
         WHERE  source = @source AND status = 'success' AND ended_at >= @received_before),
     ends AS (
         SELECT (metadata ->> 'last_raw_id')::bigint AS id
         FROM   etl_runs
         WHERE  source = @source AND status = 'success'
         AND    sequence < coalesce((SELECT sequence FROM first_needed), 9223372036854775807))
SELECT coalesce(min(ends.id) FILTER (WHERE ends.id >= first.id + @batch - 1), max(ends.id))
FROM   ends, first
WHERE  ends.id >= first.id AND ends.id <= @transformed_up_to

-- name: read_records_to_archive
-- The next raw records, as they are, limited as read_bronze is.
SELECT *
FROM  (SELECT id, source_id, payload::text, envelope::text, payload_hash, ingested_at, run_id
       FROM   raw_table
       WHERE  id > @after_id
       ORDER  BY id
       LIMIT  5000) next
WHERE  id <= @up_to_id
ORDER  BY id

-- name: record_archive
-- Names what a file has. From here on the database lets these records go.
INSERT INTO bronze_archives (source, last_raw_id, first_raw_id, records, file, file_hash, archived_at)
VALUES (@source, @last_raw_id, @first_raw_id, @records, @file, @file_hash, @archived_at)

-- name: keep_archived_labels
-- Keeps the labels of the source, which archived records may have given. The last record of a label may be one that
-- stays: a transformation finds it again.
INSERT INTO archived_labels AS a (source, source_asset_id, symbol, name, first_seen, last_seen, last_raw_id)
SELECT source, source_asset_id, symbol, name, first_seen, last_seen,
       CASE WHEN last_raw_id <= @last_raw_id THEN last_raw_id ELSE 0 END
FROM   listing_labels
WHERE  source = @source
ON CONFLICT (source, source_asset_id, symbol, name) DO UPDATE
SET    first_seen = excluded.first_seen, last_seen = excluded.last_seen, last_raw_id = excluded.last_raw_id

-- name: delete_archived_failures
-- Deletes the failures of archived records, and counts them no longer.
WITH deleted AS (DELETE FROM transform_failures WHERE source = @source AND raw_id <= @last_raw_id RETURNING raw_id)
UPDATE transformations
SET    failure_rows = failure_rows - (SELECT count(*) FROM deleted),
       last_not_applicable_id = greatest(last_not_applicable_id, @last_raw_id)
WHERE  source = @source

-- name: delete_archived_records
-- Deletes the records that an archive names; returns how many.
DELETE FROM raw_table WHERE id <= @last_raw_id

-- name: stage_archived_labels
-- The labels that archived records gave, for a transformation that starts at the beginning.
INSERT INTO staged_labels (source_asset_id, symbol, name, first_seen, last_seen, last_raw_id)
SELECT source_asset_id, symbol, name, first_seen, last_seen, last_raw_id FROM archived_labels WHERE source = @source

-- name: archived_listings
-- The listings that archived records gave, each with the label that it had last.
SELECT DISTINCT ON (source_asset_id) source_asset_id, symbol, name
FROM   archived_labels
WHERE  source = @source
ORDER  BY source_asset_id, last_seen DESC, last_raw_id DESC
