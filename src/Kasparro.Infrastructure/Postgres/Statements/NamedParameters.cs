using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Kasparro.Infrastructure.Postgres.Statements;

/// <summary>
/// Rewrites <c>@name</c> to <c>$1, $2, …</c>: names are for people, positions are what PostgreSQL has and what Npgsql
/// sends without reading the statement again.
/// </summary>
internal static partial class NamedParameters
{
    /// <summary>The statement with positions, and the name of each position.</summary>
    public static (string Text, ImmutableArray<string> Names) ToPositional(string statement)
    {
        var names = new List<string>();
        var text = Token()
            .Replace(
                statement,
                token =>
                {
                    if (token.Groups["name"] is not { Success: true, Value: var name })
                        return token.Value;
                    if (!names.Contains(name))
                        names.Add(name);
                    return string.Create(CultureInfo.InvariantCulture, $"${names.IndexOf(name) + 1}");
                }
            );
        return (text, [.. names]);
    }

    /// <summary>
    /// Comments, texts and quoted names are read whole, so that an @ in them starts no parameter; nor does the @ of an
    /// operator such as <c>&lt;@</c>.
    /// </summary>
    [GeneratedRegex(
        """
            --[^\n]*
            | /\*.*?\*/
            | [eE]'(\\.|''|[^'\\])*'
            | '(''|[^'])*'
            | "(""|[^"])*"
            | (?<dollars>\$(\w*)\$).*?\k<dollars>
            | (?<![-+*/<>=~!@#%^&|`?])@(?<name>[a-z_][a-z0-9_]*)
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Token();
}
