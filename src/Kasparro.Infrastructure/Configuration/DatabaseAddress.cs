using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;

namespace Kasparro.Infrastructure.Configuration;

/// <summary>
/// An address as people have it from their provider or another tool: <c>postgres://…</c>, libpq's
/// <c>host=… dbname=…</c>, or Npgsql's <c>Host=…;Database=…</c>.
/// </summary>
internal sealed partial class DatabaseAddress
{
    private readonly DatabaseParameters _parameters = new();

    private DatabaseAddress() { }

    public NpgsqlConnectionStringBuilder Builder => _parameters.Builder;

    /// <summary>Names of parameters that other programs know and this one has no use for.</summary>
    public IReadOnlyList<string> WithoutEffect => _parameters.WithoutEffect;

    /// <exception cref="DatabaseAddressException">Says why it cannot be read.</exception>
    public static DatabaseAddress Read(string text)
    {
        if (text is ['"' or '\'' or '`' or '\u201C' or '\u2018', ..])
            throw new DatabaseAddressException("is in quotes, which are a part of it here: take them away");
        var address = new DatabaseAddress();
        if (UriStart().Match(text) is { Success: true } start)
            address.ReadUri(text[start.Length..]);
        else if (text.Contains("://", StringComparison.Ordinal))
            throw new DatabaseAddressException("begins with another scheme than postgres://");
        else if (KeywordsOfLibpq().IsMatch(text))
            address.ReadKeywordsOfLibpq(text);
        else
            address.ReadKeywords(text);

        if (string.IsNullOrEmpty(address.Builder.Host))
            throw new DatabaseAddressException("names no host");
        if (DatabaseHosts.ProblemOf(address.Builder) is { } problem)
            throw new DatabaseAddressException(problem);
        return address;
    }

    /// <summary>By hand, because several hosts (<c>a:5432,b:5432</c>) are no <see cref="Uri"/>.</summary>
    private void ReadUri(string rest)
    {
        var (location, query) = Cut(rest, rest.IndexOf('?'));
        var (authority, path) = Cut(location, location.IndexOf('/'));
        path = path.TrimEnd('/');
        var at = authority.LastIndexOf('@');
        var (user, password) =
            at < 0 ? ("", "") : Cut(authority[..at], authority.IndexOf(':') is var colon && colon < at ? colon : -1);
        // What follows the first / or ? of a password looks like a path or a query that holds the @.
        if (
            path.IndexOfAny('@', '/') >= 0
            || (at < 0 && path.Length == 0 && query.Contains('@', StringComparison.Ordinal))
        )
            throw Unencoded();

        SetHost(authority[(at + 1)..], mayBeUnencoded: at < 0 && rest.Contains('@', StringComparison.Ordinal));
        Builder.Database = Uri.UnescapeDataString(path);
        if (user.Length > 0)
            Builder.Username = Uri.UnescapeDataString(user);
        if (password.Length > 0)
            Builder.Password = Uri.UnescapeDataString(password);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(pair, pair.IndexOf('='));
            if (name.Contains('@', StringComparison.Ordinal))
                throw Unencoded();
            _parameters.Apply(Uri.UnescapeDataString(name), Uri.UnescapeDataString(value));
        }

        if (string.IsNullOrEmpty(Builder.Database))
            throw new DatabaseAddressException("names no database: one is due after the host and a slash");
    }

    /// <summary>
    /// One host with its port apart, or several as Npgsql itself writes them. A folder's name (a Unix socket) comes
    /// percent-encoded.
    /// </summary>
    private void SetHost(string host, bool mayBeUnencoded)
    {
        if (!host.Contains(',') && host.LastIndexOf(':') is var port && port > host.LastIndexOf(']') && port >= 0)
        {
            try
            {
                _parameters.Apply("port", host[(port + 1)..]);
            }
            catch (DatabaseAddressException) when (mayBeUnencoded)
            {
                throw Unencoded();
            }

            host = host[..port];
        }

        Builder.Host = Uri.UnescapeDataString(host.Contains(',') ? host : host.Trim('[', ']'));
    }

    private void ReadKeywordsOfLibpq(string text)
    {
        foreach (Match pair in KeywordsOfLibpq().Matches(text))
            _parameters.Apply(
                pair.Groups["name"].Value,
                Escaped()
                    .Replace(
                        pair.Groups["quoted"].Success ? pair.Groups["quoted"].Value : pair.Groups["plain"].Value,
                        "$1"
                    )
            );
    }

    private void ReadKeywords(string text)
    {
        var pairs = new DbConnectionStringBuilder();
        try
        {
            pairs.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            throw new DatabaseAddressException("can be read neither as postgres://… nor as Host=…;Database=…");
        }

        foreach (string name in pairs.Keys)
            // A password that holds a semicolon, and no quotes around it, would be taken for one.
            _parameters.ApplyOwn(name, pairs[name], isSecretBefore: PasswordKeyword().IsMatch(Before(text, name)));
    }

    private static string Before(string text, string name) =>
        text[..Math.Max(0, text.LastIndexOf(name, StringComparison.OrdinalIgnoreCase))];

    private static DatabaseAddressException Unencoded() =>
        new(
            "holds a character in its user or password that must be percent-encoded: "
                + "percent-encode it (/ as %2F, ? as %3F, # as %23, @ as %40, : as %3A)"
        );

    private static (string Before, string After) Cut(string text, int at) =>
        at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);

    /// <summary>
    /// With what other languages put around it: the driver of SQLAlchemy, Java's prefix, the names of Django and PHP.
    /// </summary>
    [GeneratedRegex(
        @"^(jdbc:)?(postgres(ql)?|postgis|pgsql)(\+[a-z0-9_]+)?://",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex UriStart();

    /// <summary>Pairs without a semicolon between them.</summary>
    [GeneratedRegex(
        """\G\s*(?<name>[a-z_]+)\s*=\s*('(?<quoted>([^'\\]|\\.)*)'|(?<plain>[^\s;']+))(?=\s|$)(?!.*;)""",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex KeywordsOfLibpq();

    [GeneratedRegex("""\\(.)""", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();

    [GeneratedRegex("(password|pwd|psw)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PasswordKeyword();
}
