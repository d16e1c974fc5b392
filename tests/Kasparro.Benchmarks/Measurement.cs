using System.Globalization;

namespace Kasparro.Benchmarks;

/// <summary>One line of the results: ours against something else, measured in one run.</summary>
/// <param name="What">What was measured of ours.</param>
/// <param name="Against">What it is divided by.</param>
/// <param name="Ratio">Ours divided by theirs.</param>
/// <param name="Bar">What the ratio is to be.</param>
/// <param name="IsUpperBound">Whether the bar is the most that the ratio may be; else the least.</param>
internal sealed record Measurement(string What, string Against, double Ratio, double Bar, bool IsUpperBound = true)
{
    private bool Holds => IsUpperBound ? Ratio <= Bar : Ratio >= Bar;

    /// <summary>A row of a Markdown table; its head is <see cref="Head"/>.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {What} | {Against} | {Ratio:F2} × | {(IsUpperBound ? "≤" : "≥")} {Bar:0.##} × "
                + $"| {(Holds ? "yes" : "no")} |"
        );

    public static string Head =>
        """
            | what | against | measured | bar | holds |
            |---|---|---|---|---|
            """;

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
