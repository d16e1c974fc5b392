using Kasparro.Infrastructure.Sources.Csv.Options;

namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>What some numbers say about their decimal sign.</summary>
internal struct CsvDecimals
{
    private bool _hasEither;
    private bool _hasPointOrGroup;

    public bool HasPoint { get; private set; }

    public bool HasComma { get; private set; }

    /// <summary>One of the numbers can be read in two ways.</summary>
    /// <param name="isEuropean">Semicolons separate the cells, as where the comma is the decimal sign: 7.126 alone
    /// proves no point there.</param>
    public readonly bool IsAmbiguous(bool isEuropean) =>
        _hasEither || ((HasComma || (isEuropean && !HasPoint)) && _hasPointOrGroup);

    /// <summary>Null where they say nothing, or contradict each other.</summary>
    public readonly DecimalSign? Sign =>
        HasPoint == HasComma ? null
        : HasComma ? DecimalSign.Comma
        : DecimalSign.Point;

    public void Add(string cell) => Add(CsvNumber.ShapeOf(cell));

    public void Add(CsvDecimals other)
    {
        HasPoint |= other.HasPoint;
        HasComma |= other.HasComma;
        _hasEither |= other._hasEither;
        _hasPointOrGroup |= other._hasPointOrGroup;
    }

    private void Add(CsvNumberShape shape)
    {
        HasPoint |= shape == CsvNumberShape.Point;
        HasComma |= shape == CsvNumberShape.Comma;
        _hasEither |= shape == CsvNumberShape.Either;
        _hasPointOrGroup |= shape == CsvNumberShape.PointOrGroup;
    }
}
