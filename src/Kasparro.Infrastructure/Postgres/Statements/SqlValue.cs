using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Statements;

/// <summary>
/// The value of a named parameter, written as a tuple: <c>("source", source)</c>. Its type is PostgreSQL's, so that a
/// null is typed as well.
/// </summary>
internal readonly struct SqlValue
{
    private readonly NpgsqlParameter _parameter;

    private SqlValue(string name, NpgsqlParameter parameter) => (Name, _parameter) = (name, parameter);

    public string Name { get; }

    public static implicit operator SqlValue((string Name, bool Value) value) =>
        Of(value.Name, value.Value, NpgsqlDbType.Boolean);

    public static implicit operator SqlValue((string Name, int Value) value) =>
        Of(value.Name, value.Value, NpgsqlDbType.Integer);

    public static implicit operator SqlValue((string Name, long Value) value) =>
        Of(value.Name, value.Value, NpgsqlDbType.Bigint);

    public static implicit operator SqlValue((string Name, long? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Bigint);

    public static implicit operator SqlValue((string Name, int? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Integer);

    public static implicit operator SqlValue((string Name, double? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Double);

    public static implicit operator SqlValue((string Name, string? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Text);

    public static implicit operator SqlValue((string Name, Guid Value) value) =>
        Of(value.Name, value.Value, NpgsqlDbType.Uuid);

    public static implicit operator SqlValue((string Name, Guid? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Uuid);

    public static implicit operator SqlValue((string Name, DateTimeOffset Value) value) =>
        Of(value.Name, value.Value, NpgsqlDbType.TimestampTz);

    public static implicit operator SqlValue((string Name, DateTimeOffset? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.TimestampTz);

    public static implicit operator SqlValue((string Name, byte[]? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Bytea);

    public static implicit operator SqlValue((string Name, string?[]? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public static implicit operator SqlValue((string Name, byte[][]? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    public static implicit operator SqlValue((string Name, long[]? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static implicit operator SqlValue((string Name, DateTimeOffset[]? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);

    public static implicit operator SqlValue((string Name, Guid[]? Value) value) =>
        OrNull(value.Name, value.Value, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    /// <summary>Without a name: one name would make Npgsql rewrite the text of the statement on every call.</summary>
    public NpgsqlParameter ToParameter() => _parameter;

    private static SqlValue Of<T>(string name, T value, NpgsqlDbType type) =>
        new(name, new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });

    private static SqlValue OrNull<T>(string name, T? value, NpgsqlDbType type)
        where T : struct => value is { } known ? Of(name, known, type) : Null(name, type);

    private static SqlValue OrNull<T>(string name, T? value, NpgsqlDbType type)
        where T : class => value is null ? Null(name, type) : Of(name, value, type);

    private static SqlValue Null(string name, NpgsqlDbType type) =>
        new(name, new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });
}
