namespace Kasparro.Domain.MarketData;

/// <summary>The outcome of reading a number: the number, or whether it was none or merely too long.</summary>
public readonly record struct NumberReading(NumberLexeme? Number, bool IsTooLong)
{
    public static readonly NumberReading NotANumber = new(null, IsTooLong: false);
    public static readonly NumberReading TooLong = new(null, IsTooLong: true);
}
