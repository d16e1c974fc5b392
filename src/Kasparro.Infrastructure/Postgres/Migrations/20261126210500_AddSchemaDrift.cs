using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>What the records of each source look like, and every change of that.</summary>
    public partial class AddSchemaDrift : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "schema_drifts",
                columns: table => new
                {
                    drift_id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityAlwaysColumn
                        ),
                    source = table.Column<string>(type: "text", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    before = table.Column<string>(type: "text", nullable: false),
                    after = table.Column<string>(type: "text", nullable: false),
                    severity = table.Column<string>(type: "text", nullable: false),
                    policy = table.Column<string>(type: "text", nullable: false),
                    confidence = table.Column<double>(type: "double precision", nullable: false),
                    transform_version = table.Column<string>(type: "text", nullable: false),
                    first_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    runs_seen = table.Column<int>(type: "integer", nullable: false),
                    first_raw_id = table.Column<long>(type: "bigint", nullable: true),
                    last_raw_id = table.Column<long>(type: "bigint", nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted_by = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schema_drifts", x => x.drift_id);
                }
            );

            migrationBuilder.CreateTable(
                name: "schema_versions",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    is_current = table.Column<bool>(type: "boolean", nullable: false),
                    first_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    known = table.Column<string>(type: "jsonb", nullable: false),
                    latest = table.Column<string>(type: "jsonb", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schema_versions", x => new { x.source, x.version });
                }
            );

            migrationBuilder.CreateIndex(
                name: "ux_schema_drifts_open",
                table: "schema_drifts",
                columns: new[] { "source", "path", "kind", "before", "after" },
                unique: true,
                filter: "ended_at IS NULL AND accepted_at IS NULL"
            );

            migrationBuilder.CreateIndex(
                name: "ux_schema_versions_current",
                table: "schema_versions",
                column: "source",
                unique: true,
                filter: "is_current"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "schema_drifts");

            migrationBuilder.DropTable(name: "schema_versions");
        }
    }
}
