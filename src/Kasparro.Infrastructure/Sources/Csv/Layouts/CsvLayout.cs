namespace Kasparro.Infrastructure.Sources.Csv.Layouts;

/// <summary>How a file is written.</summary>
internal sealed record CsvLayout
{
    /// <summary>Of what is no CSV: what it is instead is said where it is read.</summary>
    public static readonly CsvLayout Unknown = new();

    public char Separator { get; init; } = ',';

    /// <summary>Rows above the header: a banner, a comment, <c>sep=;</c>. Blank lines are none.</summary>
    public int RowsBefore { get; init; }

    /// <summary>Spaces around cells, where quotes stand behind some: they are no part of them.</summary>
    public bool HasSpacedQuotes { get; init; }

    /// <summary>The first lines with values.</summary>
    public IReadOnlyList<string> FirstRows { get; init; } = [];

    /// <summary>What the columns mean, in their order.</summary>
    public IReadOnlyList<CsvColumn> Columns { get; init; } = [];

    /// <summary>The pair that the header is about; null for nearly all files.</summary>
    public string? Ticker { get; init; }

    /// <summary>Of the columns, where the file has no header in one line.</summary>
    public IReadOnlyList<byte[]>? Names { get; init; }

    public CsvFacts Facts { get; init; } = CsvFacts.None;
}
