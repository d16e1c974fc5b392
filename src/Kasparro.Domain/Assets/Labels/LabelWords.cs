using System.Collections.Frozen;

namespace Kasparro.Domain.Assets.Labels;

/// <summary>Words that say little about which coin it is, and words that say it is another one.</summary>
internal static class LabelWords
{
    private const string Token = "token";

    private static readonly FrozenSet<string> s_generic = FrozenSet.Create(
        StringComparer.Ordinal,
        "app",
        "blockchain",
        "chain",
        "coin",
        "coins",
        "crypto",
        "cryptocurrency",
        "currency",
        "dao",
        "defi",
        "ecosystem",
        "exchange",
        "finance",
        "foundation",
        "governance",
        "hub",
        "inu",
        "labs",
        "native",
        "network",
        "new",
        "of",
        "official",
        "platform",
        "project",
        "protocol",
        "shares",
        "swap",
        "the",
        Token,
        "tokens",
        "utility"
    );

    /// <summary>Each spelling, and the one word that stands for all that mean the same.</summary>
    private static readonly FrozenDictionary<string, string> s_guards = new Dictionary<string, string>
    {
        ["wrapped"] = "wrapped",
        ["wrap"] = "wrapped",
        ["bridged"] = "bridged",
        ["bridge"] = "bridged",
        ["wormhole"] = "bridged",
        ["multichain"] = "bridged",
        ["anyswap"] = "bridged",
        ["axelar"] = "bridged",
        ["peg"] = "pegged",
        ["pegged"] = "pegged",
        ["staked"] = "staked",
        ["staking"] = "staked",
        ["restaked"] = "restaked",
        ["synth"] = "synthetic",
        ["synthetic"] = "synthetic",
        ["mirrored"] = "synthetic",
        ["tokenised"] = "tokenized",
        ["tokenized"] = "tokenized",
        ["iou"] = "iou",
        ["vault"] = "vault",
        ["lp"] = "lp",
        ["long"] = "long",
        ["bull"] = "long",
        ["short"] = "short",
        ["bear"] = "short",
        ["inverse"] = "short",
        ["leveraged"] = "leveraged",
        ["2x"] = "2x",
        ["3x"] = "3x",
        ["5x"] = "5x",
        ["old"] = "old",
        ["legacy"] = "old",
        ["original"] = "old",
        ["classic"] = "classic",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Units of account: every coin pegged to the dollar has one of them.</summary>
    private static readonly FrozenSet<string> s_dollar = FrozenSet.Create(
        StringComparer.Ordinal,
        "digital",
        "dollar",
        "stable",
        "stablecoin",
        "usd"
    );

    public static bool IsGeneric(string word) => s_generic.Contains(word);

    public static bool IsDollar(string word) => s_dollar.Contains(word);

    /// <summary>
    /// ShareToken is Share. Of the generic words only this one is cut off: Bitcoin is no Bit, and Stablecoin no Stable.
    /// </summary>
    public static string WithoutToken(string word) =>
        word.Length > Token.Length + 1 && word.EndsWith(Token, StringComparison.Ordinal) ? word[..^Token.Length] : word;

    /// <summary>The guard a word stands for; null where it is an ordinary word.</summary>
    public static string? Guard(string word) => s_guards.GetValueOrDefault(word) ?? Version(word);

    /// <summary>v2 and 2.0 mean the same; FinanceV2 is a word with a version at its end.</summary>
    private static string? Version(string word) =>
        word switch
        {
            [>= '1' and <= '9', '.', '0'] => $"v{word[0]}",
            [.., 'v', >= '1' and <= '9'] => word[^2..],
            _ => null,
        };
}
