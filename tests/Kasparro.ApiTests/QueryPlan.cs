using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Kasparro.Infrastructure.Postgres.Statements;
using Kasparro.Testing.Database;
using Npgsql;

namespace Kasparro.ApiTests;

/// <summary>
/// What one of the product's statements cost the database, in rows and blocks touched rather than in time.
/// </summary>
internal sealed class QueryPlan
{
    /// <summary>Why a statement about market data has no such plan on a cluster.</summary>
    public const string Distributed =
        "Where tables are distributed, a statement is planned on each call, once for each shard: docs/citus.md.";

    private readonly JsonElement _root;

    private QueryPlan(JsonElement root) => _root = root;

    public double Rows => _root.GetProperty("Actual Rows").GetDouble();

    /// <summary>Blocks of tables and indexes, in memory or not.</summary>
    public long Touched =>
        _root.GetProperty("Shared Hit Blocks").GetInt64() + _root.GetProperty("Shared Read Blocks").GetInt64();

    public IEnumerable<JsonElement> Nodes => Below(_root);

    /// <param name="database">Where it runs.</param>
    /// <param name="statement">Its name.</param>
    /// <param name="forValues">Planned for these values, where the product says plan_for_values first; else once for
    /// all.</param>
    /// <param name="values">Of its parameters: name, type and value, as SQL.</param>
    public static Task<QueryPlan> OfAsync(
        TestDatabase database,
        string statement,
        bool forValues,
        params (string Name, string Type, string Value)[] values
    ) => OfAsync(database, Sql.Find(statement), forValues, values);

    [SuppressMessage("Security", "CA2100", Justification = "The product's own statements, with values of the tests.")]
    public static async Task<QueryPlan> OfAsync(
        TestDatabase database,
        SqlStatement sql,
        bool forValues,
        params (string Name, string Type, string Value)[] values
    )
    {
        var ordered = sql.Parameters.Select(name => values.Single(value => value.Name == name)).ToList();
        await using var connection = await database.OpenConnectionAsync();
        var mode = forValues ? "force_custom_plan" : "force_generic_plan";
        var types = Listed(ordered.Select(value => value.Type));
        await using var prepare = new NpgsqlCommand(
            $"SET plan_cache_mode = {mode}; PREPARE statement{types} AS {sql.Text}",
            connection
        );
        await prepare.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand(
            $"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE statement{Listed(ordered.Select(value => value.Value))}",
            connection
        );
        // The first time reads catalogues as well.
        await explain.ExecuteScalarAsync();
        var plan = JsonElement.Parse((string)(await explain.ExecuteScalarAsync())!)[0].GetProperty("Plan");
        await using var deallocate = new NpgsqlCommand("DEALLOCATE statement", connection);
        await deallocate.ExecuteNonQueryAsync();
        return new QueryPlan(plan);
    }

    public override string ToString() => _root.ToString();

    private static string Listed(IEnumerable<string> items) => $" ({string.Join(", ", items)})";

    private static IEnumerable<JsonElement> Below(JsonElement node) =>
        node.TryGetProperty("Plans", out var children)
            ? children.EnumerateArray().SelectMany(Below).Prepend(node)
            : [node];
}
