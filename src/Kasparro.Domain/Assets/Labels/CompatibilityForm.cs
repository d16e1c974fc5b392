using System.Globalization;
using System.Resources;
using System.Text;

namespace Kasparro.Domain.Assets.Labels;

/// <summary>
/// Unicode's normalisation form NFKC: full-width, circled, mathematical and ligature letters become plain ones, and
/// letters with separate accents become one character. <see cref="string.Normalize()"/> changes nothing where
/// globalization is invariant, as it is here, so the tables are our own.
/// </summary>
internal sealed class CompatibilityForm
{
    private static readonly Lazy<CompatibilityForm> s_tables = new(() =>
        new(new ResourceManager("Kasparro.Domain.Assets.Labels.Unicode", typeof(CompatibilityForm).Assembly))
    );

    private readonly Dictionary<int, int[]> _decompositions = [];
    private readonly Dictionary<(int First, int Second), int> _compositions = [];
    private readonly Dictionary<int, int> _classes = [];

    private CompatibilityForm(ResourceManager resources)
    {
        foreach (var line in resources.GetString("nfkc", CultureInfo.InvariantCulture)!.Split('\n'))
            Read(line);
    }

    public static string Of(string text) => Ascii.IsValid(text) ? text : s_tables.Value.Normalise(text);

    private void Read(string line)
    {
        if (line.Length == 0 || line[0] == '#')
            return;

        var fields = line.TrimEnd('\r').Split(' ');
        if (fields[0] == "o")
        {
            var combiningClass = int.Parse(fields[1], CultureInfo.InvariantCulture);
            for (var at = CodePoint(fields[2]); at <= CodePoint(fields[3]); at++)
                _classes.Add(at, combiningClass);
            return;
        }

        var codePoints = fields.AsSpan(1).ToArray().Select(CodePoint).ToArray();
        if (fields[0] == "d")
            _decompositions.Add(codePoints[0], codePoints[1..]);
        else
            _compositions.Add((codePoints[0], codePoints[1]), codePoints[2]);
    }

    private static int CodePoint(string hex) =>
        int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private string Normalise(string text)
    {
        var composed = Compose(Order(Decompose(text)));
        var result = new StringBuilder(composed.Count);
        foreach (var codePoint in composed)
            result.Append(new Rune(codePoint).ToString());
        return result.ToString();
    }

    private List<int> Decompose(string text)
    {
        var parts = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (HangulSyllable.IsOne(rune.Value))
                HangulSyllable.Decompose(rune.Value, parts);
            else if (_decompositions.TryGetValue(rune.Value, out var decomposition))
                parts.AddRange(decomposition);
            else
                parts.Add(rune.Value);
        }

        return parts;
    }

    /// <summary>Sorts each run of combining characters by class; equal classes keep their order.</summary>
    private List<int> Order(List<int> parts)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            var (part, combiningClass) = (parts[i], Class(parts[i]));
            if (combiningClass == 0)
                continue;
            var at = i;
            for (; at > 0 && Class(parts[at - 1]) > combiningClass; at--)
                parts[at] = parts[at - 1];
            parts[at] = part;
        }

        return parts;
    }

    private List<int> Compose(List<int> parts)
    {
        var result = new List<int>(parts.Count);
        var starter = -1;
        var lastClass = 0;
        foreach (var part in parts)
        {
            var combiningClass = Class(part);
            // A character is blocked from its starter by one of the same or a higher class between them.
            var isBlocked = starter != result.Count - 1 && lastClass >= combiningClass;
            if (starter >= 0 && !isBlocked && Composite(result[starter], part) is { } composite)
            {
                result[starter] = composite;
                continue;
            }

            if (combiningClass == 0)
                starter = result.Count;
            lastClass = combiningClass;
            result.Add(part);
        }

        return result;
    }

    private int? Composite(int first, int second) =>
        HangulSyllable.Compose(first, second)
        ?? (_compositions.TryGetValue((first, second), out var composite) ? composite : null);

    private int Class(int codePoint) => _classes.GetValueOrDefault(codePoint);
}
