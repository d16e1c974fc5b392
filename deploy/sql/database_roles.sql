-- database_roles.sql
-- The three roles of the database and what each may do. Guarantees, on a new database and on one that has data: the role
-- that writes rows cannot change a table or disable a trigger, so Bronze stays as it is; the role of the API only reads.
-- Run it with psql 15 or newer as an administrator, in Kasparro's database, before `migrate`; run again, it sets
-- passwords and what was changed by hand.
--   kasparro_owner  owns the schema; only migrations use it
--   kasparro_etl    reads and writes rows
--   kasparro_api    reads
-- Passwords come from the environment, so that no command line has them; a role without one keeps what it has.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv etl_password ETL_PASSWORD
\getenv api_password API_PASSWORD

SELECT format('CREATE ROLE %I LOGIN', name)
FROM   unnest(ARRAY['kasparro_owner', 'kasparro_etl', 'kasparro_api']) AS name
WHERE  NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

\if :{?owner_password}
ALTER ROLE kasparro_owner PASSWORD :'owner_password';
\endif
\if :{?etl_password}
ALTER ROLE kasparro_etl PASSWORD :'etl_password';
\endif
\if :{?api_password}
ALTER ROLE kasparro_api PASSWORD :'api_password';
\endif

-- The administrator is no superuser on RDS: to give something to a role it must be a member of it.
GRANT kasparro_owner TO CURRENT_USER;
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
ALTER DATABASE :"DBNAME" OWNER TO kasparro_owner;

-- What an administrator migrated before there were roles. Sequences of identity columns follow their table.
SELECT format('ALTER %s %s OWNER TO kasparro_owner',
              CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
              class.oid::regclass)
FROM   pg_class class
WHERE  relnamespace = 'public'::regnamespace
AND    relkind IN ('r', 'p', 'v', 'm', 'S')
AND    relowner <> 'kasparro_owner'::regrole
AND    NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = class.oid AND deptype IN ('i', 'e'))
\gexec
SELECT format('ALTER ROUTINE %s OWNER TO kasparro_owner', routine.oid::regprocedure)
FROM   pg_proc routine
WHERE  pronamespace = 'public'::regnamespace
AND    proowner <> 'kasparro_owner'::regrole
AND    NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = routine.oid AND deptype = 'e')
\gexec

SET ROLE kasparro_owner;
GRANT CONNECT, TEMPORARY ON DATABASE :"DBNAME" TO kasparro_etl;
GRANT CONNECT ON DATABASE :"DBNAME" TO kasparro_api;
GRANT USAGE ON SCHEMA public TO kasparro_etl, kasparro_api;

-- What is there, and what migrations will create. UPDATE of sequences is for setval, with which a run reserves its ids.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO kasparro_etl;
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO kasparro_etl;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO kasparro_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kasparro_etl;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO kasparro_etl;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO kasparro_api;
RESET ROLE;

ALTER ROLE kasparro_api SET default_transaction_read_only = on;
-- A net below the API's own limits, which cancel sooner; an export of everything may take minutes.
ALTER ROLE kasparro_api SET statement_timeout = '15min';
