using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// Every statement that reads a page of market data says of which commit it is; one view says how that is counted.
    /// </summary>
    public partial class AddSilverVersion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE VIEW silver_version AS
                SELECT coalesce(sum(transformed_total + failed_total), 0)::bigint AS version FROM transformations;

                COMMENT ON VIEW silver_version IS
                'A number that every commit to Silver raises: each row that a transformation writes, replaces or refuses is counted in the same transaction.';
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP VIEW silver_version;");
        }
    }
}
