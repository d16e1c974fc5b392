using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>Runs of a backfill are marked, and a checkpoint holds how far an unfinished one has come.</summary>
    public partial class MarkBackfills : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(name: "ck_etl_runs_triggered_by", table: "etl_runs");

            migrationBuilder.AddColumn<string>(
                name: "backfill",
                table: "etl_checkpoints",
                type: "jsonb",
                nullable: true
            );

            migrationBuilder.AddCheckConstraint(
                name: "ck_etl_runs_triggered_by",
                table: "etl_runs",
                sql: "triggered_by IN ('manual', 'cron', 'retry', 'backfill')"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(name: "ck_etl_runs_triggered_by", table: "etl_runs");

            migrationBuilder.DropColumn(name: "backfill", table: "etl_checkpoints");

            migrationBuilder.AddCheckConstraint(
                name: "ck_etl_runs_triggered_by",
                table: "etl_runs",
                sql: "triggered_by IN ('manual', 'cron', 'retry')"
            );
        }
    }
}
