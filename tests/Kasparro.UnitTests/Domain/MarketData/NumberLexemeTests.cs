using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Kasparro.Domain.MarketData;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Domain.MarketData;

public sealed class NumberLexemeTests
{
    private static readonly Config s_quiet = Properties.Tried(2_000);

    [TestCase("0", 0)]
    [TestCase("-0", 0)]
    [TestCase("0.0", 0)]
    [TestCase("-0.000e-10", 0)]
    [TestCase("0e5", 0)]
    [TestCase("1", 1)]
    [TestCase("-1", -1)]
    [TestCase("10", 1)]
    [TestCase("1.10", 1)]
    [TestCase("0.10", 1)]
    [TestCase("-0.01", -1)]
    [TestCase("1e5", 1)]
    [TestCase("1E5", 1)]
    [TestCase("1e+5", 1)]
    [TestCase("1e-5", 1)]
    [TestCase("1.5E-05", 1)]
    [TestCase("-1.23456789012345678901234567890123456789e-7", -1)]
    [TestCase("1e0000000000000000000000000000001", 1)]
    [TestCase("0.0000000000000000000000000000000000000001", 1)]
    [Promise(9)]
    public void A_number_keeps_its_text_and_has_its_sign(string text, int sign)
    {
        var number = NumberLexeme.Read(text).Number!.Value;
        Assert.That((number.Text, number.Sign, number.ToString()), Is.EqualTo((text, sign, text)));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("-")]
    [TestCase("+1")]
    [TestCase("--1")]
    [TestCase("1-")]
    [TestCase(" 1")]
    [TestCase("1 ")]
    [TestCase("- 1")]
    [TestCase("00")]
    [TestCase("01")]
    [TestCase("-01")]
    [TestCase("00.1")]
    [TestCase(".5")]
    [TestCase("-.5")]
    [TestCase("1.")]
    [TestCase("1.e5")]
    [TestCase("1..2")]
    [TestCase("1.2.3")]
    [TestCase(".")]
    [TestCase("e5")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase("1e-")]
    [TestCase("1e+-5")]
    [TestCase("1ee5")]
    [TestCase("1e5e5")]
    [TestCase("1e5.0")]
    [TestCase("1e 5")]
    [TestCase("1,000")]
    [TestCase("1_000")]
    [TestCase("1'000")]
    [TestCase("1,5")]
    [TestCase("$1")]
    [TestCase("1%")]
    [TestCase("1k")]
    [TestCase("0x10")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("-Infinity")]
    [TestCase("∞")]
    [TestCase("null")]
    [TestCase("\u0661")]
    [TestCase("1\u0662")]
    [TestCase("1\uFF0E5")]
    [TestCase("\u22121")]
    [TestCase("1\0")]
    [TestCase("1\n")]
    public void What_is_no_JSON_number_is_none(string text) =>
        Assert.That(NumberLexeme.Read(text), Is.EqualTo(NumberReading.NotANumber));

    private static IEnumerable<TestCaseData> Limits()
    {
        static string Nines(int count) => new('9', count);
        static string Zeros(int count) => new('0', count);
        (string Name, string Text, bool IsKept)[] limits =
        [
            ("1000 digits", Nines(1_000), true),
            ("1001 digits", Nines(1_001), false),
            ("-1000 digits", "-" + Nines(1_000), true),
            ("1000 places", "0." + Nines(1_000), true),
            ("1001 places", "0." + Nines(1_001), false),
            ("1001 places whose last is 0", "0.1" + Zeros(1_000), false),
            ("1000 digits and 1000 places", $"{Nines(1_000)}.{Nines(1_000)}", true),
            ("1e999", "1e999", true),
            ("1e1000", "1e1000", false),
            ("10e998", "10e998", true),
            ("10e999", "10e999", false),
            ("1.5e999", "1.5e999", true),
            ("1e-1000", "1e-1000", true),
            ("1e-1001", "1e-1001", false),
            ("1.5e-999", "1.5e-999", true),
            ("1.5e-1000", "1.5e-1000", false),
            ("1001 places moved by an exponent", $"0.{Nines(1_001)}e1", true),
            ("1001 digits moved by an exponent", $"{Nines(1_001)}e-1", true),
            ("0.5e1000 has 1000 digits", "0.5e1000", true),
            ("0.5e1001 has 1001 digits", "0.5e1001", false),
            ("0.005e1002 has 1000 digits", "0.005e1002", true),
            ("1e999999999999", "1e999999999999", false),
            ("1e-999999999999", "1e-999999999999", false),
            ("1e9223372036854775808", "1e9223372036854775808", false),
            ("1 with an exponent of 10000 digits", "1e" + Nines(10_000), false),
            ("0e1000", "0e1000", true),
            ("0e1001", "0e1001", false),
            ("0e-1001", "0e-1001", false),
            ("0e999999999999", "0e999999999999", false),
            ("0 with 1000 places", "0." + Zeros(1_000), true),
            ("0 with 1001 places", "0." + Zeros(1_001), false),
        ];
        return limits.Select(limit => new TestCaseData(limit.Text, limit.IsKept).SetArgDisplayNames(limit.Name));
    }

    [TestCaseSource(nameof(Limits)), Promise(9)]
    public void A_thousand_digits_on_either_side_of_the_point_are_kept_and_more_are_refused(string text, bool isKept)
    {
        var reading = NumberLexeme.Read(text);
        Assert.That((reading.Number?.Text, reading.IsTooLong), Is.EqualTo((isKept ? text : null, !isKept)));
    }

    /// <summary>
    /// Against exact arithmetic: a number is kept when its value has at most a thousand digits before the point and its
    /// text a thousand places.
    /// </summary>
    [Test, Promise(9)]
    public void What_is_kept_is_what_exact_arithmetic_says()
    {
        var digits =
            from count in Gen.Elements(1, 2, 30, 999, 1_000, 1_001)
            from fill in Gen.Elements("0", "9", "10", "05")
            select string.Concat(Enumerable.Repeat(fill, count))[..count];
        var numbers =
            from sign in Gen.Elements("", "-")
            from whole in digits
            from places in digits
            from hasPlaces in Gen.Elements(true, false)
            from exponent in Gen.OneOf(
                Gen.Choose(-1_010, 1_010),
                Gen.Choose(-5, 5),
                Gen.Elements(-1_001, -1_000, -999, 999, 1_000, 1_001)
            )
            select (
                sign,
                whole: whole.TrimStart('0') is { Length: > 0 } some ? some : "0",
                places: hasPlaces ? places : "",
                exponent
            );

        var outcomes = new Dictionary<bool, int> { [true] = 0, [false] = 0 };
        Prop.ForAll(
                numbers.ToArbitrary(),
                number =>
                {
                    var value = BigInteger.Parse(
                        number.sign + number.whole + number.places,
                        CultureInfo.InvariantCulture
                    );
                    if (value.IsZero)
                        return;

                    var scale = number.places.Length - number.exponent;
                    var before = BigInteger.Abs(
                        scale >= 0 ? value / BigInteger.Pow(10, scale) : value * BigInteger.Pow(10, -scale)
                    );
                    var isKept = before < BigInteger.Pow(10, NumberLexeme.MaxDigits) && scale <= NumberLexeme.MaxDigits;
                    outcomes[isKept]++;

                    var text =
                        $"{number.sign}{number.whole}{(number.places.Length > 0 ? "." : "")}"
                        + $"{number.places}e{number.exponent}";
                    var reading = NumberLexeme.Read(text);
                    Assert.That(
                        (reading.Number?.Text, reading.Number?.Sign, reading.IsTooLong),
                        Is.EqualTo((isKept ? text : null, isKept ? value.Sign : (int?)null, !isKept)),
                        text
                    );
                }
            )
            .Check(s_quiet);
        Assert.That(outcomes.Values, Has.All.GreaterThan(200), "both outcomes were seen");
    }
}
