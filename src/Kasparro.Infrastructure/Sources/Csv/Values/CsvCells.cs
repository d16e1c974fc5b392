using System.Runtime.CompilerServices;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Layouts;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>One cell for each <see cref="CsvColumn"/>, on the stack.</summary>
[InlineArray(Capacity)]
internal struct CsvCells
{
    public const int Capacity = (int)CsvColumn.HighTime + 1;

    private Field _first;

    public readonly Field this[CsvColumn column] => this[(int)column];

    /// <summary>The first of these that the row has; else the first, which is missing.</summary>
    public readonly Field FirstOf(params ReadOnlySpan<CsvColumn> columns)
    {
        foreach (var column in columns)
            if (this[column].Kind != FieldKind.Missing)
                return this[column];
        return this[columns[0]];
    }
}
