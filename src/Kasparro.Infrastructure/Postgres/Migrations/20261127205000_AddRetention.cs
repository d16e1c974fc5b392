using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// From when on prices are kept, and which raw records are in an archive. Bronze goes on to refuse every deletion of a
    /// record that no archive names.
    /// </summary>
    public partial class AddRetention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "expired_total",
                table: "transformations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L
            );

            migrationBuilder.CreateTable(
                name: "archived_labels",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    source_asset_id = table.Column<string>(type: "text", nullable: false),
                    symbol = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    first_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_raw_id = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_archived_labels",
                        x => new
                        {
                            x.source,
                            x.source_asset_id,
                            x.symbol,
                            x.name,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "bronze_archives",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    last_raw_id = table.Column<long>(type: "bigint", nullable: false),
                    first_raw_id = table.Column<long>(type: "bigint", nullable: false),
                    records = table.Column<long>(type: "bigint", nullable: false),
                    file = table.Column<string>(type: "text", nullable: false),
                    file_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bronze_archives", x => new { x.source, x.last_raw_id });
                }
            );

            migrationBuilder.CreateTable(
                name: "retention_limits",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    prices_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_limits", x => x.source);
                }
            );

            migrationBuilder.Sql(
                """
                CREATE OR REPLACE VIEW silver_version AS
                SELECT coalesce(sum(transformed_total + failed_total + expired_total), 0)::bigint
                       + coalesce((SELECT changes FROM identity_state), 0) AS version
                FROM   transformations;

                COMMENT ON VIEW silver_version IS
                'A number that every commit to Silver raises: each row that a transformation writes, replaces or refuses and each price that retention removes is counted in the same transaction, and each change of assets by a link.';

                -- The rows of a deletion are judged by a trigger of their own, where a table has it.
                CREATE OR REPLACE FUNCTION refuse_bronze_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP = 'DELETE'
                       AND EXISTS (SELECT FROM pg_catalog.pg_trigger
                                   WHERE  tgrelid = TG_RELID AND tgname = TG_TABLE_NAME || '_archived_only')
                       AND EXISTS (SELECT FROM public.bronze_archives WHERE 'raw_' || source = TG_TABLE_NAME) THEN
                        RETURN NULL;
                    END IF;
                    RAISE EXCEPTION 'Bronze only grows: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
                END $$;

                CREATE FUNCTION refuse_unarchived_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE
                    refused bigint;
                BEGIN
                    SELECT max(id) INTO refused
                    FROM   removed
                    WHERE  id > (SELECT max(last_raw_id) FROM public.bronze_archives WHERE 'raw_' || source = TG_TABLE_NAME);
                    IF refused IS NOT NULL THEN
                        RAISE EXCEPTION 'Bronze only grows: DELETE on % is refused, row % is in no archive', TG_TABLE_NAME, refused
                        USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NULL;
                END $$;

                DO $$
                DECLARE
                    one text;
                BEGIN
                    FOR one IN SELECT tgrelid::regclass::text FROM pg_trigger
                               WHERE tgfoid = 'refuse_bronze_change'::regproc AND tgrelid::regclass::text LIKE 'raw\_%' LOOP
                        EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS removed '
                                       'FOR EACH STATEMENT EXECUTE FUNCTION refuse_unarchived_deletion()',
                                       one || '_archived_only', one);
                    END LOOP;
                END $$;

                CREATE TRIGGER bronze_archives_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bronze_archives
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_bronze_change();
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE VIEW silver_version AS
                SELECT coalesce(sum(transformed_total + failed_total), 0)::bigint
                       + coalesce((SELECT changes FROM identity_state), 0) AS version
                FROM   transformations;

                DROP TRIGGER bronze_archives_append_only ON bronze_archives;
                DROP FUNCTION refuse_unarchived_deletion CASCADE;
                CREATE OR REPLACE FUNCTION refuse_bronze_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'Bronze only grows: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
                END $$;
                """
            );

            migrationBuilder.DropTable(name: "archived_labels");

            migrationBuilder.DropTable(name: "bronze_archives");

            migrationBuilder.DropTable(name: "retention_limits");

            migrationBuilder.DropColumn(name: "expired_total", table: "transformations");
        }
    }
}
