using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// What a source said last is current, although it was said before; what was replaced stays as a revision. Sources
    /// whose Silver was written without that, or has lost rows, are rebuilt by their next transformation.
    /// </summary>
    public partial class AddStatementOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "sighting_id",
                table: "asset_market_data",
                type: "bigint",
                nullable: true
            );

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "stated_at",
                table: "asset_market_data",
                type: "timestamp with time zone",
                nullable: true
            );

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "updated_at",
                table: "asset_market_data",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()"
            );

            migrationBuilder.CreateTable(
                name: "market_data_revisions",
                columns: table => new
                {
                    asset_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    last_updated = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    statement_id = table.Column<long>(type: "bigint", nullable: false),
                    price_usd = table.Column<decimal>(type: "numeric", nullable: false),
                    market_cap_usd = table.Column<decimal>(type: "numeric", nullable: true),
                    volume_24h_usd = table.Column<decimal>(type: "numeric", nullable: true),
                    raw_id = table.Column<long>(type: "bigint", nullable: false),
                    stated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    replaced_by = table.Column<long>(type: "bigint", nullable: false),
                    replaced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_market_data_revisions",
                        x => new
                        {
                            x.asset_id,
                            x.source,
                            x.last_updated,
                            x.statement_id,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "pending_rebuilds",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    noted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pending_rebuilds", x => x.source);
                }
            );

            migrationBuilder.CreateTable(
                name: "sighting_candidates",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    raw_id = table.Column<long>(type: "bigint", nullable: false),
                    sighting_id = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sighted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sighting_candidates", x => new { x.source, x.raw_id });
                }
            );

            migrationBuilder.CreateTable(
                name: "sightings",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    sighting_id = table.Column<long>(type: "bigint", nullable: false),
                    raw_id = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sighted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sightings", x => new { x.source, x.sighting_id });
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_market_data_revisions_source_raw_id",
                table: "market_data_revisions",
                columns: new[] { "source", "raw_id" }
            );

            migrationBuilder.KeepAppendOnly("sightings");
            migrationBuilder.NoteLostRows("asset_market_data");
            migrationBuilder.NoteLostRows("market_data_revisions");
            migrationBuilder.NoteLostRows("transform_failures");
            migrationBuilder.NoteLostRows("asset_sources");
            // Statements that were replaced so far are in Bronze only.
            migrationBuilder.Sql(
                """
                INSERT INTO pending_rebuilds (source, reason, noted_at)
                SELECT source, 'what earlier versions replaced is not recorded', now() FROM transformations
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER asset_market_data_lost_row ON asset_market_data;
                DROP TRIGGER asset_market_data_lost_all ON asset_market_data;
                DROP TRIGGER transform_failures_lost_row ON transform_failures;
                DROP TRIGGER transform_failures_lost_all ON transform_failures;
                DROP TRIGGER asset_sources_lost_row ON asset_sources;
                DROP TRIGGER asset_sources_lost_all ON asset_sources;
                """
            );

            migrationBuilder.DropTable(name: "market_data_revisions");

            migrationBuilder.DropTable(name: "pending_rebuilds");

            migrationBuilder.DropTable(name: "sighting_candidates");

            migrationBuilder.DropTable(name: "sightings");

            migrationBuilder.DropColumn(name: "sighting_id", table: "asset_market_data");

            migrationBuilder.DropColumn(name: "stated_at", table: "asset_market_data");

            migrationBuilder.DropColumn(name: "updated_at", table: "asset_market_data");

            migrationBuilder.Sql("DROP FUNCTION note_lost_row; DROP FUNCTION note_lost_table;");
        }
    }
}
