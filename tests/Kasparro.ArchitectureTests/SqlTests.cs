using System.Text.RegularExpressions;

namespace Kasparro.ArchitectureTests;

/// <summary>
/// SQL is a language of its own: one named statement a file, and a header that says what it guarantees.
/// </summary>
public sealed partial class SqlTests
{
    /// <summary>
    /// Triggers, functions and raw tables of a migration, run once when the schema is made; they name tables, which no
    /// parameter can.
    /// </summary>
    private const string MigrationsOwn = "src/Kasparro.Infrastructure/Postgres/Migrations/BronzeMigration.cs";

    private static readonly string[] s_files =
    [
        .. Product
            .Infrastructure.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)),
    ];

    [Test]
    public void Every_statement_in_the_tree_is_embedded() =>
        Assert.That(
            Product.Files("src", "*.sql").Select(file => Path.GetFileName(file.Path)).ToArray(),
            Is.EquivalentTo(s_files).And.Length.GreaterThan(20)
        );

    [TestCaseSource(nameof(s_files))]
    public void A_statement_begins_with_its_name_and_a_sentence_about_it(string file)
    {
        using var reader = new StreamReader(Product.Infrastructure.GetManifestResourceStream(file)!);
        var lines = reader.ReadToEnd().Split('\n');
        var header = lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).ToList();
        Assert.That(header[0], Is.EqualTo($"-- {file}"));
        Assert.That(
            string.Join(' ', header.Skip(1)),
            Does.Match(@"^-- [A-Z].{15,}\.( (-- )?\(.*\$\d.*\))?$"),
            "a sentence, and behind it the parameters where there are any"
        );
        Assert.That(lines.Skip(header.Count).Any(line => line.Trim().Length > 0), Is.True, "a statement");
    }

    [Test]
    public void No_statement_is_written_or_put_together_in_code() =>
        Assert.That(
            from file in Product.Files("src", "*.cs")
            where !file.Path.Contains("/Migrations/", StringComparison.Ordinal) && file.Path != MigrationsOwn
            from Match statement in Statement().Matches(Comment().Replace(file.Text, ""))
            select $"{file.Path}: {statement.Value}",
            Is.Empty
        );

    [GeneratedRegex(
        @"\b(insert\s+into|delete\s+from|truncate\s+(table\s+)?[a-z_{]|update\s+[\w.{}""]+\s+set\b|select\s[^;()]{1,200}?\sfrom\s|copy\s+[\w{}]+\s*\()",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Statement();

    [GeneratedRegex(@"^\s*//.*$|\s//\s.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
