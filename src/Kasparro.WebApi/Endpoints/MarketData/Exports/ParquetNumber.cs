using Kasparro.Application;
using Parquet.Data;
using Parquet.Schema;

namespace Kasparro.WebApi.Endpoints.MarketData.Exports;

/// <summary>The two columns of one number: its decimal, and its text where the decimal would lose a digit.</summary>
/// <param name="scale">Digits after the decimal point that the decimal holds.</param>
internal sealed class ParquetNumber(string name, int scale)
{
    /// <summary>The most that Parquet's readers take.</summary>
    private const int Digits = 38;

    /// <summary>Null where there is no number, or where its text has it.</summary>
    public BigDecimalDataField Exact { get; } = new(name, Digits, scale, isNullable: true);

    /// <summary>Null where the decimal has the number.</summary>
    public DataField<string> Text { get; } = new($"{name}_text", nullable: true);

    /// <summary>Both columns of some rows.</summary>
    public (BigDecimal?[] Exact, string?[] Texts) Split(NumberText?[] numbers)
    {
        var (exact, texts) = (new BigDecimal?[numbers.Length], new string?[numbers.Length]);
        for (var at = 0; at < numbers.Length; at++)
        {
            exact[at] = ToDecimal(numbers[at]);
            texts[at] = exact[at] is null ? numbers[at]?.Digits : null;
        }

        return (exact, texts);
    }

    /// <summary>Null for no number, and for one that has more digits than the decimal.</summary>
    private BigDecimal? ToDecimal(NumberText? number)
    {
        if (number is not { Digits: var text })
            return null;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = text.AsSpan(0, point < 0 ? text.Length : point);
        var fraction = (point < 0 ? default : text.AsSpan(point + 1)).TrimEnd('0');
        if (fraction.Length > scale || whole.TrimStart('0').Length > Digits - scale)
            return null;

        UInt128 unscaled = 0;
        foreach (var digit in whole)
            unscaled = (unscaled * 10) + (uint)(digit - '0');
        foreach (var digit in fraction)
            unscaled = (unscaled * 10) + (uint)(digit - '0');
        for (var at = fraction.Length; at < scale; at++)
            unscaled *= 10;
        return new BigDecimal(unscaled, Digits, scale);
    }
}
