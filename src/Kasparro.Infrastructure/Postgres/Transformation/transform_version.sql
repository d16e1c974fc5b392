-- transform_version.sql
-- How a source's Silver was derived; no row where it never was. ($1 source)
SELECT version FROM transformations WHERE source = $1
