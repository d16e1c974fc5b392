using Microsoft.EntityFrameworkCore.Migrations;

namespace Kasparro.Infrastructure.Postgres.Migrations;

/// <summary>What EF Core's model cannot say of a Silver table; called by the migration that adds it.</summary>
internal static class LostRowsMigration
{
    /// <summary>
    /// Notes the source of each row that something else than a transformation deletes, so that its next transformation
    /// starts at the beginning. A transformation says that it is one by the setting <c>kasparro.transforming</c>.
    /// </summary>
    public static void NoteLostRows(this MigrationBuilder migration, string table) =>
        migration.Sql(
            $"""
            CREATE OR REPLACE FUNCTION note_lost_row() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO pending_rebuilds (source, reason, noted_at)
                VALUES (OLD.source, format('rows of %s were deleted', TG_TABLE_NAME), now())
                ON CONFLICT DO NOTHING;
                RETURN NULL;
            END $$;

            CREATE OR REPLACE FUNCTION note_lost_table() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO pending_rebuilds (source, reason, noted_at)
                SELECT source, format('%s was truncated', TG_TABLE_NAME), now() FROM transformations
                ON CONFLICT DO NOTHING;
                RETURN NULL;
            END $$;

            CREATE TRIGGER {table}_lost_row AFTER DELETE ON {table}
            FOR EACH ROW WHEN (current_setting('kasparro.transforming', true) IS DISTINCT FROM 'on')
            EXECUTE FUNCTION note_lost_row();

            CREATE TRIGGER {table}_lost_all AFTER TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION note_lost_table();
            """
        );
}
