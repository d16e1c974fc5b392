using System.Text.RegularExpressions;

namespace Kasparro.Infrastructure.Postgres.Connections;

/// <summary>The statement that gives a role what it was refused.</summary>
internal static partial class MissingGrant
{
    private const string Role = "TO <the role in DATABASE_URL>";

    /// <param name="refusal">PostgreSQL's message; in other languages than English, the usual grants.</param>
    public static string For(string refusal) =>
        Kind().Match(refusal).Value switch
        {
            "must be owner of" or "must be superuser" => "Run it as the role that owns the tables.",
            "schema" => $"As its owner, run: GRANT USAGE, CREATE ON SCHEMA public {Role};",
            "database" or "create temporary tables" =>
                $"As its owner, run: GRANT CONNECT, TEMPORARY ON DATABASE … {Role};",
            "sequence" => $"As their owner, run: GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public {Role};",
            _ => $"As their owner, run: GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public {Role}; "
                + "or name the role of the ETL.",
        };

    [GeneratedRegex("must be owner of|must be superuser|create temporary tables|(?<=permission denied for )[a-z]+")]
    private static partial Regex Kind();
}
