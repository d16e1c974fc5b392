-- read_only_role.sql
-- The role kasparro_reader: it may read every table of Kasparro, those of later migrations included, and nothing else. May be run again.
-- Run it in Kasparro's database as the role that migrates it: psql "$DATABASE_URL" -f deploy/sql/read_only_role.sql
-- Then let it log in: ALTER ROLE kasparro_reader LOGIN PASSWORD '…';
DO $$
BEGIN
    CREATE ROLE kasparro_reader NOLOGIN;
EXCEPTION
    -- Two at once: the second one's insert is refused by the catalogue's index.
    WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
ALTER ROLE kasparro_reader SET default_transaction_read_only = on;
GRANT USAGE ON SCHEMA public TO kasparro_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO kasparro_reader;
-- Of the tables that the role who runs this will make: the one that migrates.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO kasparro_reader;
