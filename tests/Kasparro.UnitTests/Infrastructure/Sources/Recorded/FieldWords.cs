using System.Text.RegularExpressions;

namespace Kasparro.UnitTests.Infrastructure.Sources.Recorded;

/// <summary>What the names of fields say, whatever a source takes them for.</summary>
internal static partial class FieldWords
{
    private static readonly string[] s_notPrices =
    [
        .. "ask bid high low open ath atl vwap avg average cap marketcap volume vol supply change percent rank".Split(
            ' '
        ),
    ];

    private static readonly string[] s_notCaps =
    [
        .. "volume vol supply price change percent rank dominance diluted fdv".Split(' '),
    ];

    private static readonly string[] s_notVolumes = [.. "cap marketcap supply price change percent rank".Split(' ')];

    private static readonly string[] s_notTimes = [.. "ath atl created first launch listed genesis added".Split(' ')];

    /// <summary>The words of a path in lower case: <c>volumeUsd24Hr</c> is volume, usd, 24, hr.</summary>
    public static IEnumerable<string> Of(string path) =>
        Word().Matches(path).Select(word => word.Value.ToLowerInvariant());

    /// <summary>Words that no field of a member has.</summary>
    public static IReadOnlyList<string> WrongFor(string member) =>
        member switch
        {
            "price_usd" => s_notPrices,
            "market_cap_usd" => s_notCaps,
            "volume_24h_usd" => s_notVolumes,
            "last_updated" => s_notTimes,
            _ => [],
        };

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")]
    private static partial Regex Word();
}
