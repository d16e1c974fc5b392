using Microsoft.EntityFrameworkCore.Migrations;

namespace Kasparro.Infrastructure.Postgres.Migrations;

/// <summary>What EF Core's model cannot say of a raw table; called by the migration that creates it.</summary>
internal static class BronzeMigration
{
    /// <summary>Makes PostgreSQL itself refuse to change or remove a row, for every role.</summary>
    public static void KeepAppendOnly(this MigrationBuilder migration, string rawTable) =>
        migration.Sql(
            $"""
            CREATE OR REPLACE FUNCTION refuse_bronze_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'Bronze only grows: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
            END $$;

            CREATE TRIGGER {rawTable}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {rawTable}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_bronze_change();
            """
        );
}
