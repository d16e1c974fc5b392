-- raw_tables.sql
-- Which migrations were applied, and the raw tables of sources: made by `migrate` from the list of sources, so that a
-- source needs no migration.

-- name: applied_migrations
-- The migrations that the database has. The table is made with the first one.
SELECT migration_id FROM __ef_migrations_history

-- name: find_missing_raw_tables
-- Which of some raw tables the database lacks, or has as an earlier version made them.
SELECT name FROM unnest(@names) AS n (name)
WHERE  NOT EXISTS (SELECT FROM pg_attribute
                   WHERE  attrelid = to_regclass(format('public.%I', name)) AND attname = 'envelope'
                   AND    NOT attisdropped)
ORDER  BY name

-- name: create_raw_table
-- A raw table as migrations made those of the first sources. It refuses to change a row, or to remove one that no
-- archive has, for every role, because the functions of its triggers do. Replaying it changes nothing.
CREATE TABLE IF NOT EXISTS raw_table (
    id           bigint GENERATED ALWAYS AS IDENTITY,
    source_id    text        NOT NULL,
    payload      json        NOT NULL,
    payload_hash bytea       NOT NULL,
    ingested_at  timestamptz NOT NULL,
    run_id       uuid        NOT NULL,
    CONSTRAINT pk_raw_table PRIMARY KEY (id));
ALTER TABLE raw_table ADD COLUMN IF NOT EXISTS envelope json;
CREATE UNIQUE INDEX IF NOT EXISTS ux_raw_table_source_id_payload_hash ON raw_table (source_id, payload_hash);
CREATE OR REPLACE TRIGGER raw_table_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON raw_table
FOR EACH STATEMENT EXECUTE FUNCTION refuse_bronze_change();
CREATE OR REPLACE TRIGGER raw_table_archived_only AFTER DELETE ON raw_table REFERENCING OLD TABLE AS removed
FOR EACH STATEMENT EXECUTE FUNCTION refuse_unarchived_deletion()
