using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>One line of a <c>.env</c>, read as a shell would read it, but that nothing is expanded.</summary>
internal static partial class EnvironmentLine
{
    public static bool IsBlank(string line) =>
        line.AsSpan().TrimStart() is var text && (text.IsEmpty || text[0] == '#');

    /// <param name="line">Not blank.</param>
    /// <param name="name">Of the setting.</param>
    /// <param name="value">Without its quotes.</param>
    /// <param name="problem">Why the line cannot be read: the rest of a sentence about it.</param>
    public static bool TryRead(
        string line,
        [NotNullWhen(true)] out string? name,
        [NotNullWhen(true)] out string? value,
        [NotNullWhen(false)] out string? problem
    )
    {
        (name, value, problem) = (null, null, null);
        if (line.Contains('\0', StringComparison.Ordinal))
            problem = "holds a NUL character. Save the file as UTF-8";
        else if (Assignment().Match(line) is not { Success: true } assignment)
            problem = "is not NAME=value";
        else if (Value().Match(assignment.Groups["value"].Value) is not { Success: true } text)
            problem = "has a quote that is not closed on it, or text after the closing one";
        else
            (name, value) = (assignment.Groups["name"].Value, Unquoted(text));
        return problem is null;
    }

    private static string Unquoted(Match text) =>
        text.Groups["double"] is { Success: true } quoted
            ? Escaped().Replace(quoted.Value, "$1")
            : text.Groups["single"].Value + text.Groups["plain"].Value;

    [GeneratedRegex(
        @"^\s*(export\s+)?(?<name>[A-Za-z_][A-Za-z0-9_.]*)\s*=(?<value>.*)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Assignment();

    /// <summary>A comment begins with a # at the start of a word: the one inside a password is a part of it.</summary>
    [GeneratedRegex(
        """
            ^(?>\s*)
            ( "(?<double>([^"\\]|\\.)*)"
            | '(?<single>[^']*)'
            | (?<plain>(?!["'])([^\#]|(?<!\s)\#)*?)
            )
            \s*((?<=\s)\#.*)?$
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Value();

    [GeneratedRegex("""\\(["\\$`])""", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
