using System.Collections.Immutable;
using Npgsql;

namespace Kasparro.Infrastructure.Postgres.Statements;

/// <summary>
/// One statement, ready for Npgsql's fast path: its <c>@names</c> are rewritten to <c>$1, $2, …</c> once, and their
/// order is kept.
/// </summary>
/// <param name="File">Where it stands, for messages.</param>
/// <param name="Parameters">Names of <c>$1, $2, …</c>.</param>
internal sealed record SqlStatement(string File, string Name, string Text, ImmutableArray<string> Parameters)
{
    /// <summary>What a statement about a raw table writes in place of the table's name.</summary>
    private const string TablePlaceholder = "raw_table";

    public static SqlStatement Of(string file, string name, string text)
    {
        var (positional, parameters) = NamedParameters.ToPositional(text);
        return new SqlStatement(file, name, positional, parameters);
    }

    public SqlStatement About(string table) =>
        this with
        {
            Text = Text.Replace(TablePlaceholder, table, StringComparison.Ordinal),
        };

    /// <summary>The same statement over another relation with the same columns, in place of the table.</summary>
    /// <param name="table">The table's name in the text.</param>
    /// <param name="relation">Its place holder for the other relation, with <c>@names</c> of its own.</param>
    public static SqlStatement Over(string file, string name, string text, string table, string relation) =>
        Of(file, name, text.Replace($" {table}", $" {relation}", StringComparison.Ordinal));

    /// <summary>Adds the values in the order of the statement's parameters: each must be given, and no other.</summary>
    public void Bind(ReadOnlySpan<SqlValue> values, NpgsqlParameterCollection parameters)
    {
        foreach (var name in Parameters)
            parameters.Add(ValueOf(name, values).ToParameter());
        if (values.Length > Parameters.Length)
            throw WrongNames(values);
    }

    private SqlValue ValueOf(string name, ReadOnlySpan<SqlValue> values)
    {
        foreach (var value in values)
            if (value.Name == name)
                return value;
        throw WrongNames(values);
    }

    private ArgumentException WrongNames(ReadOnlySpan<SqlValue> values)
    {
        var given = values.ToArray().Select(value => value.Name).ToList();
        var missing = Parameters.Except(given).Select(name => $"@{name} is missing");
        var unknown = given.Except(Parameters).Select(name => $"@{name} is not one of its parameters");
        var repeated = given
            .CountBy(name => name)
            .Where(name => name.Value > 1)
            .Select(name => $"@{name.Key} is given {name.Value} times");
        return new ArgumentException($"{File}, {Name}: {string.Join("; ", [.. missing, .. unknown, .. repeated])}.");
    }
}
