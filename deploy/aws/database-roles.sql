-- database-roles.sql
-- Creates the three users of the database and says what each may do; run again, it sets the passwords anew and changes nothing else.
-- Passwords come from the environment (\getenv), so neither a command line nor a task definition has them.
--   kasparro_owner  owns the schema; only migrations use it
--   kasparro_etl    reads and writes rows, cannot change tables
--   kasparro_api    reads
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv etl_password ETL_PASSWORD
\getenv api_password API_PASSWORD

SELECT format('CREATE ROLE %I LOGIN', name)
FROM   unnest(ARRAY['kasparro_owner', 'kasparro_etl', 'kasparro_api']) AS name
WHERE  NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

ALTER ROLE kasparro_owner PASSWORD :'owner_password';
ALTER ROLE kasparro_etl   PASSWORD :'etl_password';
ALTER ROLE kasparro_api   PASSWORD :'api_password';

-- The administrator is no superuser on RDS: to give something to a role it must be a member of it.
GRANT kasparro_owner TO CURRENT_USER;
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
ALTER DATABASE :"DBNAME" OWNER TO kasparro_owner;

SET ROLE kasparro_owner;
GRANT CONNECT, TEMPORARY ON DATABASE :"DBNAME" TO kasparro_etl;
GRANT CONNECT ON DATABASE :"DBNAME" TO kasparro_api;
GRANT USAGE ON SCHEMA public TO kasparro_etl, kasparro_api;

-- What migrations will create. Bronze stays immutable for everybody: its triggers refuse UPDATE, DELETE and TRUNCATE.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kasparro_etl;
-- UPDATE for setval, with which a run reserves its ids.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO kasparro_etl;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO kasparro_api;
RESET ROLE;

ALTER ROLE kasparro_api SET default_transaction_read_only = on;
-- A net below the API's own limits, which cancel sooner; an export of everything may take minutes.
ALTER ROLE kasparro_api SET statement_timeout = '15min';
