using System.Globalization;
using Kasparro.Infrastructure.Postgres.Schema;

namespace Kasparro.Infrastructure.Postgres.Statements;

/// <summary>
/// Statements that have a branch for each source of the product: the lines between <c>-- for each source</c> and
/// <c>-- end</c> stand there once, about the first of a list, <c>[1]</c>. They are repeated for the others.
/// </summary>
internal static class SourceBranches
{
    private const string Start = "-- for each source\n";
    private const string End = "-- end\n";

    public static string Expand(string statement)
    {
        if (statement.Split(Start) is not [var before, var repeated])
            return statement;
        var end = repeated.IndexOf(End, StringComparison.Ordinal);
        var (branch, after) = (repeated[..end], repeated[(end + End.Length)..]);
        var branches = Enumerable
            .Range(1, BronzeTable.All.Count)
            .Select(at =>
                branch.Replace("[1]", string.Create(CultureInfo.InvariantCulture, $"[{at}]"), StringComparison.Ordinal)
            );
        return before + string.Join("UNION ALL\n", branches) + after;
    }
}
