using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>Requests are counted by provider and month; the count of this month begins with what runs recorded.</summary>
    public partial class AddRequestCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "request_counts",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    month = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    requests = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_counts", x => new { x.source, x.month });
                }
            );

            migrationBuilder.Sql(
                """
                INSERT INTO request_counts (source, month, requests)
                SELECT source, date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC',
                       sum((metadata ->> 'requests')::bigint)
                FROM   etl_runs
                WHERE  started_at >= date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
                GROUP  BY source
                HAVING sum((metadata ->> 'requests')::bigint) > 0
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "request_counts");
        }
    }
}
