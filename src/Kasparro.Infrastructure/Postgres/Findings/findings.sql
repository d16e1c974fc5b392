-- findings.sql
-- Trouble that was noticed: as it is stored, and as it is counted.

-- name: finding_counts
-- How many findings of each source, type and severity are open, and how many were ever opened. A severity without any
-- is 0 and not left out, so that what once counted counts down again. Reads the whole table: some rows a day.
SELECT found.source, found.type, severity.name AS severity,
       count(*) FILTER (WHERE found.severity = severity.name AND found.cleared_at IS NULL
                        AND found.acknowledged_at IS NULL) AS open,
       count(*) FILTER (WHERE found.opened_severity = severity.name) AS opened
FROM   findings found
CROSS  JOIN unnest(ARRAY['info', 'warning', 'critical']) AS severity (name)
GROUP  BY found.source, found.type, severity.name
ORDER  BY 1, 2, 3

-- name: standing_findings
-- The findings of a source that are not cleared.
SELECT finding_id, source, type, subject, severity, opened_severity, run_id, last_run_id, expected, low, high, current,
       power_of_ten, message, evidence, opened_at, last_seen_at, cleared_at, acknowledged_at, acknowledged_by, note
FROM   findings
WHERE  source = @source AND cleared_at IS NULL
ORDER  BY finding_id

-- name: find_finding
-- One finding; no row where there is none with this id.
SELECT finding_id, source, type, subject, severity, opened_severity, run_id, last_run_id, expected, low, high, current,
       power_of_ten, message, evidence, opened_at, last_seen_at, cleared_at, acknowledged_at, acknowledged_by, note
FROM   findings
WHERE  finding_id = @finding_id

-- name: insert_finding
-- Stores a finding that opens, and returns its id. The database allows one of a source, type and subject that is not
-- cleared.
INSERT INTO findings (source, type, subject, severity, opened_severity, run_id, last_run_id, expected, low, high,
                      current, power_of_ten, message, evidence, opened_at, last_seen_at)
VALUES (@source, @type, @subject, @severity, @opened_severity, @run_id, @last_run_id, @expected, @low, @high,
        @current, @power_of_ten, @message, @evidence, @opened_at, @last_seen_at)
RETURNING finding_id

-- name: update_finding
-- Stores what can change in a finding.
UPDATE findings
SET    severity = @severity, last_run_id = @last_run_id, current = @current, power_of_ten = @power_of_ten,
       message = @message, evidence = @evidence, last_seen_at = @last_seen_at, cleared_at = @cleared_at,
       acknowledged_at = @acknowledged_at, acknowledged_by = @acknowledged_by, note = @note
WHERE  finding_id = @finding_id
