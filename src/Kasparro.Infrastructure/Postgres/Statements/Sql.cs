using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Kasparro.Infrastructure.Postgres.Schema;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Statements;

/// <summary>
/// The statements that LINQ cannot say. They stand in embedded <c>.sql</c> files, grouped by noun, each under its name
/// with a comment that states what it guarantees.
/// </summary>
internal static class Sql
{
    private static readonly Dictionary<string, (string File, string Text)> s_texts = SqlFile
        .ReadEmbedded(typeof(Sql).Assembly)
        .ToDictionary(statement => statement.Name, statement => (statement.File, statement.Text));

    /// <summary>Those that this process has used: a start pays for no other.</summary>
    private static readonly ConcurrentDictionary<string, SqlStatement> s_statements = new();

    private static readonly ConcurrentDictionary<(string Name, BronzeTable Table), SqlStatement> s_ofTables = new();

    private static readonly ConcurrentDictionary<
        (string Name, MarketDataRelation Relation),
        SqlStatement
    > s_overRelations = new();

    public static SqlStatement Find(string name) =>
        s_statements.GetOrAdd(
            name,
            static name =>
                s_texts.TryGetValue(name, out var found)
                    ? SqlStatement.Of(found.File, name, SourceBranches.Expand(found.Text))
                    : throw new InvalidOperationException($"No .sql file holds a statement named {name}.")
        );

    /// <summary>
    /// A statement about one raw table. Its name is the model's own, never input: a parameter cannot name a table.
    /// </summary>
    public static SqlStatement Find(string name, BronzeTable table) =>
        s_ofTables.GetOrAdd((name, table), static key => Find(key.Name).About(key.Table.Name));

    /// <summary>
    /// A statement about market data over another relation with the same columns, one of
    /// <see cref="MarketDataRelation"/>'s constants: a parameter cannot name it.
    /// </summary>
    public static SqlStatement Find(string name, MarketDataRelation relation) =>
        relation.Statement is null
            ? Find(name)
            : s_overRelations.GetOrAdd(
                (name, relation),
                static key =>
                    SqlStatement.Over(
                        s_texts[key.Name].File,
                        key.Name,
                        SourceBranches.Expand(s_texts[key.Name].Text),
                        MarketDataRelation.Table,
                        $"({s_texts[key.Relation.Statement!].Text})"
                    )
            );

    /// <summary>The text for a COPY, which has no parameters.</summary>
    public static string Text(string name) => Find(name).Text;

    public static NpgsqlCommand Command(
        NpgsqlConnection connection,
        string name,
        params ReadOnlySpan<SqlValue> values
    ) => Command(connection, Find(name), values);

    public static NpgsqlCommand Command(
        NpgsqlConnection connection,
        string name,
        BronzeTable table,
        params ReadOnlySpan<SqlValue> values
    ) => Command(connection, Find(name, table), values);

    /// <summary>Runs one statement, and returns how many rows it changed.</summary>
    public static Task<int> ExecuteAsync(
        NpgsqlConnection connection,
        string name,
        CancellationToken ct,
        params ReadOnlySpan<SqlValue> values
    ) => ExecuteAsync(Command(connection, name, values), ct);

    /// <summary>What a statement that returns one boolean says.</summary>
    public static async Task<bool> IsTrueAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using var command = Command(connection, name);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>One statement of several that travel together.</summary>
    public static NpgsqlBatchCommand BatchCommand(string name, params ReadOnlySpan<SqlValue> values) =>
        BatchCommand(Find(name), values);

    [SuppressMessage(
        "Security",
        "CA2100",
        Justification = "The text is an embedded file; values travel as parameters."
    )]
    public static NpgsqlBatchCommand BatchCommand(SqlStatement statement, params ReadOnlySpan<SqlValue> values)
    {
        var command = new NpgsqlBatchCommand(statement.Text);
        statement.Bind(values, command.Parameters);
        return command;
    }

    [SuppressMessage(
        "Security",
        "CA2100",
        Justification = "The text is an embedded file; values travel as parameters."
    )]
    private static NpgsqlCommand Command(
        NpgsqlConnection connection,
        SqlStatement statement,
        ReadOnlySpan<SqlValue> values
    )
    {
        var command = new NpgsqlCommand(statement.Text, connection);
        statement.Bind(values, command.Parameters);
        return command;
    }

    private static async Task<int> ExecuteAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using (command)
            return await command.ExecuteNonQueryAsync(ct);
    }
}
