using System.Text.RegularExpressions;

namespace Kasparro.EtlHost.Commands;

/// <summary>What the command line says of a value that it cannot read, in words instead of types of .NET.</summary>
internal static partial class ParseProblem
{
    public static string Of(string message) =>
        Unreadable().Match(message) is { Success: true, Groups: var groups }
            ? $"{groups["name"].Value} is '{groups["value"].Value}'; it must be {KindOf(groups["type"].Value)}."
            : message;

    private static string KindOf(string type) =>
        type.Contains("Guid", StringComparison.Ordinal) ? "a UUID"
        : type.Contains("Int", StringComparison.Ordinal) ? "a whole number"
        : "a value of another kind";

    [GeneratedRegex(
        "^Cannot parse argument '(?<value>.*)' for (option|command) '(?<name>[^']*)' as expected type '(?<type>.*)'",
        RegexOptions.Singleline
    )]
    private static partial Regex Unreadable();
}
