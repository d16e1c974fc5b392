namespace Kasparro.Domain.MarketData;

/// <summary>
/// A decimal number as text, digit for digit as it was sent. <see cref="decimal"/> keeps 28 places and rounds the rest
/// without
/// a word; market data has more, so the text travels to PostgreSQL's <c>numeric</c>, which keeps all of it.
/// </summary>
public readonly record struct NumberLexeme
{
    /// <summary>
    /// Digits kept before, and after, the decimal point. Any longer number is refused, never shortened.
    /// </summary>
    public const int MaxDigits = 1_000;

    private NumberLexeme(string text, int sign)
    {
        Text = text;
        Sign = sign;
    }

    /// <summary>JSON's number grammar, exponents included.</summary>
    public string Text { get; }

    /// <summary>-1, 0 or 1.</summary>
    public int Sign { get; }

    public override string ToString() => Text;

    /// <summary>
    /// Reads JSON's number grammar, and nothing else: no spaces, no signs but a leading minus, no separators.
    /// </summary>
    public static NumberReading Read(string text)
    {
        var at = 0;
        if (at < text.Length && text[at] == '-')
            at++;

        var integerStart = at;
        at = SkipDigits(text, at);
        var integerDigits = at - integerStart;
        if (integerDigits == 0 || (integerDigits > 1 && text[integerStart] == '0'))
            return NumberReading.NotANumber;

        var fractionDigits = 0;
        if (at < text.Length && text[at] == '.')
        {
            var fractionStart = ++at;
            at = SkipDigits(text, at);
            fractionDigits = at - fractionStart;
            if (fractionDigits == 0)
                return NumberReading.NotANumber;
        }

        var mantissaEnd = at;
        if (!TryReadExponent(text, ref at, out var exponent) || at != text.Length)
            return NumberReading.NotANumber;

        var firstDigit = text.AsSpan(0, mantissaEnd).IndexOfAnyInRange('1', '9');
        if (firstDigit < 0)
            return ReadZero(text, fractionDigits, exponent);

        // 0.005 has its first digit two places behind the point: 0.005e3 has one digit before it.
        var point = integerStart + integerDigits;
        var before = (firstDigit < point ? point - firstDigit : point + 1 - firstDigit) + exponent;
        if (before > MaxDigits || fractionDigits - exponent > MaxDigits)
            return NumberReading.TooLong;
        return new NumberReading(new NumberLexeme(text, text[0] == '-' ? -1 : 1), IsTooLong: false);
    }

    private static NumberReading ReadZero(string text, int fractionDigits, long exponent) =>
        fractionDigits > MaxDigits || Math.Abs(exponent) > MaxDigits
            ? NumberReading.TooLong
            : new(new NumberLexeme(text, 0), IsTooLong: false);

    private static bool TryReadExponent(string text, ref int at, out long exponent)
    {
        exponent = 0;
        if (at == text.Length || text[at] is not ('e' or 'E'))
            return true;

        at++;
        var isNegative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is '+' or '-')
            at++;
        var start = at;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
            exponent = Math.Min((exponent * 10) + (text[at] - '0'), int.MaxValue);

        if (isNegative)
            exponent = -exponent;
        return at > start;
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }
}
