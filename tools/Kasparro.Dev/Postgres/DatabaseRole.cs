namespace Kasparro.Dev.Postgres;

/// <summary>Who a program is in the repository's own database: deploy/sql/database_roles.sql.</summary>
internal enum DatabaseRole
{
    /// <summary>Owns the schema, and migrates it.</summary>
    Owner,

    /// <summary>Reads and writes rows.</summary>
    Etl,

    /// <summary>Reads.</summary>
    Api,
}
