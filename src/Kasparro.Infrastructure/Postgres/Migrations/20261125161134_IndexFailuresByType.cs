using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>Failures of a rare type are read from an index, not searched for behind the common ones.</summary>
    public partial class IndexFailuresByType : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_transform_failures_failed_at_source_raw_id",
                table: "transform_failures"
            );

            migrationBuilder.CreateIndex(
                name: "ix_transform_failures_source_error_type_failed_at_raw_id",
                table: "transform_failures",
                columns: new[] { "source", "error_type", "failed_at", "raw_id" },
                descending: new[] { false, false, true, true }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_transform_failures_source_error_type_failed_at_raw_id",
                table: "transform_failures"
            );

            migrationBuilder.CreateIndex(
                name: "ix_transform_failures_failed_at_source_raw_id",
                table: "transform_failures",
                columns: new[] { "failed_at", "source", "raw_id" },
                descending: new bool[0]
            );
        }
    }
}
