using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>Which assets a run has seen, so that /compare-runs can name those that are missing.</summary>
    public partial class AddRunAssets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "run_assets",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fingerprints = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_assets", x => x.run_id);
                    table.ForeignKey(
                        name: "fk_run_assets_etl_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "etl_runs",
                        principalColumn: "run_id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "run_assets");
        }
    }
}
