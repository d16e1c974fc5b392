using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Kasparro.Infrastructure.Postgres.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>
/// The statements that LINQ cannot say, one an embedded <c>.sql</c> file; its header states what it guarantees.
/// </summary>
internal static class Sql
{
    private static readonly ConcurrentDictionary<string, string> s_statements = new();

    /// <summary>A statement with its parameters in the order of their numbers.</summary>
    public static NpgsqlCommand Command(
        NpgsqlConnection connection,
        string file,
        params ReadOnlySpan<NpgsqlParameter> parameters
    ) => Command(connection, parameters, Load(file));

    public static NpgsqlCommand Command(
        NpgsqlConnection connection,
        string file,
        RawTable table,
        params ReadOnlySpan<NpgsqlParameter> parameters
    ) => Command(connection, parameters, Load(file, table));

    /// <summary>One statement of several that travel together.</summary>
    [SuppressMessage(
        "Security",
        "CA2100",
        Justification = "The text is an embedded file; values travel as parameters."
    )]
    public static NpgsqlBatchCommand BatchCommand(string file, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(Load(file));
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>A value that may be missing: null is then sent with the type that the statement expects.</summary>
    public static NpgsqlParameter Parameter(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    public static string Load(string file) =>
        s_statements.GetOrAdd(
            file,
            static name =>
            {
                using var stream =
                    typeof(Sql).Assembly.GetManifestResourceStream(name)
                    ?? throw new InvalidOperationException($"There is no embedded statement {name}.");
                using var reader = new StreamReader(stream);
                return WithoutHeader(reader.ReadToEnd());
            }
        );

    /// <summary>
    /// A statement about one raw table. Its name is the model's own, never input: a parameter cannot name a table.
    /// </summary>
    public static string Load(string file, RawTable table) =>
        s_statements.GetOrAdd(
            $"{table.Name}/{file}",
            (_, t) => Load(file).Replace("raw_table", t.Name, StringComparison.Ordinal),
            table
        );

    /// <summary>Npgsql knows a COPY by its first word.</summary>
    private static string WithoutHeader(string statement)
    {
        while (statement.StartsWith("--", StringComparison.Ordinal))
            statement = statement[(statement.IndexOf('\n') + 1)..];
        return statement;
    }

    [SuppressMessage(
        "Security",
        "CA2100",
        Justification = "The text is an embedded file; values travel as parameters."
    )]
    private static NpgsqlCommand Command(
        NpgsqlConnection connection,
        ReadOnlySpan<NpgsqlParameter> parameters,
        string text
    )
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }
}
