using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// The database refuses market data without its asset. A foreign key checks row by row, which costs nearly as much
    /// as writing the rows; these triggers check the distinct assets of a transaction once, when it commits.
    /// </summary>
    public partial class EnforceAssetsOfMarketData : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE TABLE unchecked_asset_references (
                    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    asset_ids uuid[] NOT NULL);

                COMMENT ON TABLE unchecked_asset_references IS
                'The assets of the market data that a transaction has added, until it commits; empty for everyone else.';

                CREATE FUNCTION note_asset_references() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO unchecked_asset_references (asset_ids)
                    SELECT ARRAY(SELECT DISTINCT asset_id FROM added) WHERE EXISTS (SELECT FROM added);
                    RETURN NULL;
                END $$;

                CREATE TRIGGER asset_market_data_references AFTER INSERT ON asset_market_data
                REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_asset_references();

                -- The first row of a transaction checks all of them; the assets stay until the transaction has ended.
                CREATE FUNCTION check_asset_references() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE
                    missing uuid;
                BEGIN
                    IF NOT EXISTS (SELECT FROM unchecked_asset_references WHERE id = NEW.id) THEN
                        RETURN NULL;
                    END IF;
                    WITH taken AS (DELETE FROM unchecked_asset_references RETURNING asset_ids),
                         used AS MATERIALIZED (SELECT DISTINCT unnest(asset_ids) AS asset_id FROM taken),
                         locked AS (SELECT a.asset_id FROM assets a JOIN used USING (asset_id) FOR KEY SHARE OF a)
                    SELECT asset_id INTO missing
                    FROM   used WHERE asset_id NOT IN (SELECT asset_id FROM locked) LIMIT 1;
                    IF FOUND THEN
                        RAISE EXCEPTION 'asset_market_data refers to asset %, which does not exist', missing
                        USING ERRCODE = 'foreign_key_violation';
                    END IF;
                    RETURN NULL;
                END $$;

                CREATE CONSTRAINT TRIGGER unchecked_asset_references_check AFTER INSERT ON unchecked_asset_references
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_asset_references();

                CREATE FUNCTION keep_used_assets() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT FROM removed r JOIN asset_market_data d USING (asset_id)) THEN
                        RAISE EXCEPTION 'asset_market_data still refers to an asset that was deleted'
                        USING ERRCODE = 'foreign_key_violation';
                    END IF;
                    RETURN NULL;
                END $$;

                CREATE TRIGGER assets_keep_used AFTER DELETE ON assets
                REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION keep_used_assets();

                CREATE FUNCTION keep_all_assets() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT FROM asset_market_data) THEN
                        RAISE EXCEPTION 'asset_market_data still refers to assets; truncate both'
                        USING ERRCODE = 'foreign_key_violation';
                    END IF;
                    RETURN NULL;
                END $$;

                CREATE TRIGGER assets_keep_all AFTER TRUNCATE ON assets
                FOR EACH STATEMENT EXECUTE FUNCTION keep_all_assets();

                CREATE FUNCTION refuse_other_asset_id() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'asset_id of % never changes', TG_TABLE_NAME
                    USING ERRCODE = 'foreign_key_violation';
                END $$;

                CREATE TRIGGER asset_market_data_same_asset BEFORE UPDATE OF asset_id ON asset_market_data
                FOR EACH ROW WHEN (OLD.asset_id <> NEW.asset_id) EXECUTE FUNCTION refuse_other_asset_id();
                CREATE TRIGGER assets_same_asset BEFORE UPDATE OF asset_id ON assets
                FOR EACH ROW WHEN (OLD.asset_id <> NEW.asset_id) EXECUTE FUNCTION refuse_other_asset_id();
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER asset_market_data_references ON asset_market_data;
                DROP TRIGGER asset_market_data_same_asset ON asset_market_data;
                DROP TRIGGER assets_keep_used ON assets;
                DROP TRIGGER assets_keep_all ON assets;
                DROP TRIGGER assets_same_asset ON assets;
                DROP TABLE unchecked_asset_references;
                DROP FUNCTION note_asset_references, check_asset_references, keep_used_assets, keep_all_assets,
                              refuse_other_asset_id;
                """
            );
        }
    }
}
