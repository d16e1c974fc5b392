using Kasparro.Infrastructure.Sources;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>The Bronze table of a source.</summary>
internal sealed record BronzeTable
{
    public static readonly IReadOnlyList<BronzeTable> All =
    [
        .. SourceModules.All.Select(module => new BronzeTable(module.Name)),
    ];

    private BronzeTable(string source)
    {
        Source = source;
        Name = $"raw_{source}";
    }

    public string Source { get; }

    public string Name { get; }

    public static BronzeTable Of(string source) => All.First(table => table.Source == source);
}
