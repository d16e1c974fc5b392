-- truncate_staged_failures.sql
-- Makes room for the next chunk. The table is this session's own.
TRUNCATE staged_failures
