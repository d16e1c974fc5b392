-- rejected_of_runs.sql
-- Rows of some runs that could not be derived. A run's raw ids were reserved together, so they are a range of the primary key:
-- what it costs is the failures of these runs. ($1 source, $2 run ids, $3 their first raw ids, $4 their last ones)
SELECT run.run_id,
      (SELECT count(*) FROM transform_failures f WHERE f.source = $1 AND f.raw_id BETWEEN run.first_raw_id AND run.last_raw_id)
FROM   unnest($2, $3, $4) AS run (run_id, first_raw_id, last_raw_id)
