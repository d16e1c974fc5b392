namespace Kasparro.Domain.Assets.Linking;

/// <summary>
/// Pairs that the repository states: <c>identity/must_link.csv</c> and <c>identity/never_link.csv</c>. They are for
/// coins that no rule can find or keep apart; each has its reason.
/// </summary>
public sealed record CuratedPairs(IReadOnlyList<CuratedPair> MustLink, IReadOnlyList<CuratedPair> NeverLink)
{
    private const string Header = "source,source_asset_id,other_source,other_source_asset_id,reason";

    public static readonly CuratedPairs None = new([], []);

    /// <summary>
    /// Reads both lists. A line that cannot be right is refused with its number: a list that is silently shorter would
    /// split coins.
    /// </summary>
    public static CuratedPairs Read(string mustLink, string neverLink)
    {
        var (must, never) = (ReadList("must_link.csv", mustLink), ReadList("never_link.csv", neverLink));
        if (must.Select(entry => entry.Pair).Intersect(never.Select(entry => entry.Pair)).ToList() is [var both, ..])
            throw new FormatException($"{both} is in must_link.csv and in never_link.csv.");
        return new CuratedPairs(must, never);
    }

    private static List<CuratedPair> ReadList(string list, string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        if (lines[0] != Header)
            throw new FormatException($"{list} must start with the line \"{Header}\".");

        var entries = new Dictionary<ListingPair, CuratedPair>();
        for (var number = 2; number <= lines.Count; number++)
            if (lines[number - 1].Length > 0)
            {
                var entry = ReadLine($"{list} line {number}", lines[number - 1]);
                if (!entries.TryAdd(entry.Pair, entry))
                    throw new FormatException($"{list} line {number}: {entry.Pair} is already in the list.");
            }

        return [.. entries.Values.OrderBy(entry => entry.Pair)];
    }

    /// <summary>The reason is the rest of the line, so it may have commas.</summary>
    private static CuratedPair ReadLine(string position, string line)
    {
        var fields = line.Split(',', 5);
        if (fields.Length < 5 || fields.Any(string.IsNullOrWhiteSpace))
            throw new FormatException($"{position}: five values are required ({Header}): \"{line}\".");
        if (fields[0] == fields[2])
            throw new FormatException($"{position}: both listings are of {fields[0]}: \"{line}\".");
        return new CuratedPair(
            new ListingPair(new ListingId(fields[0], fields[1]), new ListingId(fields[2], fields[3])),
            fields[4].Trim()
        );
    }
}
