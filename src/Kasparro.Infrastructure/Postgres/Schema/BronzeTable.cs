using System.Text.RegularExpressions;
using Kasparro.Infrastructure.Sources;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>The Bronze table of a source.</summary>
internal sealed partial record BronzeTable
{
    /// <summary>Of every source of the product.</summary>
    public static readonly IReadOnlyList<BronzeTable> All =
    [
        .. SourceModules.All.Select(module => new BronzeTable(module.Name)),
    ];

    /// <summary>
    /// Those that EF Core's model has, from its first migration. Every other one is made from a statement.
    /// </summary>
    public static readonly IReadOnlyList<BronzeTable> OfModel = [new("coingecko"), new("coinpaprika"), new("csv")];

    /// <param name="source">The name of a source; checked, because no parameter can name a table.</param>
    /// <exception cref="ArgumentException">It is no name of a source.</exception>
    public BronzeTable(string source)
    {
        if (!Pattern().IsMatch(source))
            throw new ArgumentException($"'{source}' is no name of a source: {Pattern()}", nameof(source));
        Source = source;
        Name = $"raw_{source}";
    }

    public string Source { get; }

    public string Name { get; }

    public static BronzeTable Of(string source) => All.First(table => table.Source == source);

    /// <summary>
    /// PostgreSQL's 63 characters are then enough for the longest name made of it: that of the index.
    /// </summary>
    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,32}\z")]
    private static partial Regex Pattern();
}
