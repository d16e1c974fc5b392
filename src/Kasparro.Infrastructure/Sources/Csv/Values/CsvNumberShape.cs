namespace Kasparro.Infrastructure.Sources.Csv.Values;

/// <summary>What the signs in a number can mean.</summary>
internal enum CsvNumberShape
{
    /// <summary>It has none.</summary>
    Plain,

    /// <summary>The decimal sign is a point: 12.5 or 1,234.5 or 1,234,567.</summary>
    Point,

    /// <summary>The decimal sign is a comma: 12,5 or 1.234,5 or 1.234.567.</summary>
    Comma,

    /// <summary>7,123 is seven thousand, or seven and a bit.</summary>
    Either,

    /// <summary>
    /// 7.123 is seven and a bit, and seven thousand only where the decimal sign is known to be a comma.
    /// </summary>
    PointOrGroup,
}
