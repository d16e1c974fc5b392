-- findings.sql
-- Trouble that was noticed, as it is counted.

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
