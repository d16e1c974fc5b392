using System.Data;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Statements;

/// <summary>Columns by name, as they are or null.</summary>
internal static class NamedColumns
{
    public static DateTimeOffset GetTime(this NpgsqlDataReader row, string column) =>
        row.GetFieldValue<DateTimeOffset>(row.GetOrdinal(column));

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetTime(column);

    public static string? TextOrNull(this NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static Guid? GuidOrNull(this NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetGuid(column);

    public static int? IntOrNull(this NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetInt32(column);

    public static long? LongOrNull(this NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    public static double? DoubleOrNull(this NpgsqlDataReader row, string column) =>
        row.IsDBNull(column) ? null : row.GetDouble(column);
}
