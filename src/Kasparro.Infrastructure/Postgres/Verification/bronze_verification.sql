-- bronze_verification.sql
-- Whether raw rows are what their runs stored.

-- name: run_digest
-- The digest of a run that is about to succeed, over that of the run before it and the payload hashes of its own rows,
-- as RunDigest computes it. Where the hash over these is not known already, reads the rows that the run has just
-- written.
SELECT encode(sha256(
           coalesce((SELECT decode(metadata ->> 'digest', 'hex')
                     FROM   etl_runs
                     WHERE  source = @source AND status = 'success' AND metadata ->> 'digest' IS NOT NULL
                     ORDER  BY sequence DESC
                     LIMIT  1), '')
           || coalesce(@rows_hash,
                       sha256(coalesce((SELECT string_agg(payload_hash, '' ORDER BY id)
                                        FROM   raw_table
                                        WHERE  id >= @first_id AND id < @first_id + @rows
                                        AND    run_id = @run_id), '')))), 'hex')

-- name: runs_with_digests
-- The successful runs of a source in their order, with their digests: null for those from before there were any. The
-- records of some are in an archive.
SELECT run_id, started_at, metadata ->> 'digest' AS digest, (metadata ->> 'last_raw_id')::bigint AS last_raw_id,
       coalesce((metadata ->> 'last_raw_id')::bigint
                <= (SELECT max(last_raw_id) FROM bronze_archives WHERE source = @source), false) AS is_archived
FROM   etl_runs
WHERE  source = @source AND status = 'success'
ORDER  BY sequence

-- name: read_bronze_hashes
-- The next raw rows with their hashes, limited as read_bronze is.
SELECT *
FROM  (SELECT id, run_id, payload, envelope, payload_hash
       FROM   raw_table
       WHERE  id > @after_id
       ORDER  BY id
       LIMIT  5000) next
WHERE  id <= @up_to_id
ORDER  BY id
