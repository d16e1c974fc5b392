-- truncate_staged_observations.sql
-- Makes room for the next chunk. The table is this session's own.
TRUNCATE staged_observations
