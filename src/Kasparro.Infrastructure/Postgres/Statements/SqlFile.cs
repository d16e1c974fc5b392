using System.Reflection;

namespace Kasparro.Infrastructure.Postgres.Statements;

/// <summary>
/// A file of statements: a header, then each statement under a line <c>-- name: …</c> with a comment about it.
/// </summary>
internal static class SqlFile
{
    private const string NameLine = "-- name: ";

    public static IEnumerable<(string File, string Name, string Text)> ReadEmbedded(Assembly assembly)
    {
        foreach (var file in assembly.GetManifestResourceNames())
        {
            if (!file.EndsWith(".sql", StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            foreach (var section in reader.ReadToEnd().Split($"\n{NameLine}").Skip(1))
            {
                var end = section.IndexOf('\n');
                yield return (file, section[..end], WithoutComment(section[(end + 1)..]).Trim());
            }
        }
    }

    /// <summary>Npgsql knows a COPY by its first word.</summary>
    private static string WithoutComment(string statement)
    {
        while (statement.StartsWith("--", StringComparison.Ordinal))
            statement = statement[(statement.IndexOf('\n') + 1)..];
        return statement;
    }
}
