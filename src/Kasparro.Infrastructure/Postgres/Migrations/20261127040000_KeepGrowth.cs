using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// When a source's Silver grew is kept where its rows are counted. Rows move to another asset as new ones, perhaps
    /// twice in a transaction: an asset in between is checked only where rows still refer to it. The functions that read
    /// market data as of a time stay for processes of the version before; statements of this one do not use them.
    /// </summary>
    public partial class KeepGrowth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "grown_at",
                table: "transformations",
                type: "timestamp with time zone",
                nullable: true
            );
            migrationBuilder.Sql(
                """
                -- Each source by itself: where market data is distributed, it cannot be looked up for each row of a table.
                DO $$
                DECLARE
                    one text;
                BEGIN
                    FOR one IN SELECT source FROM transformations LOOP
                        UPDATE transformations
                        SET    grown_at = (SELECT created_at FROM asset_market_data
                                           WHERE  source = one ORDER BY raw_id DESC LIMIT 1)
                        WHERE  source = one;
                    END LOOP;
                END $$;

                CREATE OR REPLACE FUNCTION check_asset_references() RETURNS trigger LANGUAGE plpgsql AS $$
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
                    FROM   used
                    WHERE  asset_id NOT IN (SELECT asset_id FROM locked)
                    AND    EXISTS (SELECT FROM asset_market_data d WHERE d.asset_id = used.asset_id)
                    LIMIT  1;
                    IF FOUND THEN
                        RAISE EXCEPTION 'asset_market_data refers to asset %, which does not exist', missing
                        USING ERRCODE = 'foreign_key_violation';
                    END IF;
                    RETURN NULL;
                END $$;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The function stays: the version before is refused nothing more by it.
            migrationBuilder.DropColumn(name: "grown_at", table: "transformations");
        }
    }
}
