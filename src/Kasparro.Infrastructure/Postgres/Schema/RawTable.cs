using Kasparro.Infrastructure.Sources;

namespace Kasparro.Infrastructure.Postgres.Schema;

/// <summary>The Bronze table of a source.</summary>
internal sealed record RawTable
{
    public static readonly IReadOnlyList<RawTable> All =
    [
        .. SourceModules.All.Select(module => new RawTable(module.Name)),
    ];

    private RawTable(string source)
    {
        Source = source;
        Name = $"raw_{source}";
    }

    public string Source { get; }

    public string Name { get; }

    public static RawTable Of(string source) => All.First(table => table.Source == source);
}
