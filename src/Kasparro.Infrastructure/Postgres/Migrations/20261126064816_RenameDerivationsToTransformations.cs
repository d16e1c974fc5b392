using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// One word for one thing: raw data are transformed. A view keeps the old name for programs of version 0.1 while a
    /// deployment replaces them.
    /// </summary>
    public partial class RenameDerivationsToTransformations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameTable(name: "derivations", newName: "transformations");
            migrationBuilder.RenameColumn(
                name: "derived_total",
                table: "transformations",
                newName: "transformed_total"
            );
            migrationBuilder.RenameColumn(name: "derived_at", table: "transformations", newName: "transformed_at");
            migrationBuilder.Sql(
                """
                ALTER TABLE transformations RENAME CONSTRAINT pk_derivations TO pk_transformations;

                CREATE VIEW derivations AS
                SELECT source, version, silver_rows, failure_rows, transformed_total AS derived_total, failed_total,
                       newest_data_at, transformed_at AS derived_at
                FROM   transformations;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP VIEW derivations;
                ALTER TABLE transformations RENAME CONSTRAINT pk_transformations TO pk_derivations;
                """
            );
            migrationBuilder.RenameColumn(name: "transformed_at", table: "transformations", newName: "derived_at");
            migrationBuilder.RenameColumn(
                name: "transformed_total",
                table: "transformations",
                newName: "derived_total"
            );
            migrationBuilder.RenameTable(name: "transformations", newName: "derivations");
        }
    }
}
