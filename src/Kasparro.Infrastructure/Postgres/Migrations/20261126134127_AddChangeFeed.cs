using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// Each transformation records which statements it wrote and which rows it withdrew, for readers that follow the
    /// changes.
    /// </summary>
    public partial class AddChangeFeed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "silver_commits",
                columns: table => new
                {
                    commit_id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityAlwaysColumn
                        ),
                    source = table.Column<string>(type: "text", nullable: false),
                    from_statement = table.Column<long>(type: "bigint", nullable: false),
                    to_statement = table.Column<long>(type: "bigint", nullable: false),
                    committed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_silver_commits", x => x.commit_id);
                }
            );

            migrationBuilder.CreateTable(
                name: "silver_withdrawals",
                columns: table => new
                {
                    commit_id = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<long>(type: "bigint", nullable: false),
                    asset_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    last_updated = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_silver_withdrawals", x => new { x.commit_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_silver_withdrawals_silver_commits_commit_id",
                        column: x => x.commit_id,
                        principalTable: "silver_commits",
                        principalColumn: "commit_id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_silver_commits_source_commit_id",
                table: "silver_commits",
                columns: new[] { "source", "commit_id" }
            );

            // The feed starts with what is there.
            migrationBuilder.Sql(
                """
                INSERT INTO silver_commits (source, from_statement, to_statement, committed_at)
                SELECT t.source, 0,
                       greatest((SELECT max(raw_id) FROM asset_market_data d WHERE d.source = t.source),
                                (SELECT max(sighting_id) FROM sightings s WHERE s.source = t.source)),
                       now()
                FROM   transformations t
                WHERE  EXISTS (SELECT FROM asset_market_data d WHERE d.source = t.source)
                ORDER  BY t.source
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "silver_withdrawals");

            migrationBuilder.DropTable(name: "silver_commits");
        }
    }
}
