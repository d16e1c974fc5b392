using System.Text.RegularExpressions;

namespace Kasparro.ArchitectureTests;

/// <summary>
/// SQL is a language of its own: named statements in files, each with a comment that says what it guarantees.
/// </summary>
public sealed partial class SqlTests
{
    private const int LongestLine = 120;
    private const string NameLine = "-- name: ";

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

    private static readonly TestCaseData[] s_statements =
    [
        .. s_files.SelectMany(file =>
            Read(file)
                .Split($"\n{NameLine}")
                .Skip(1)
                .Select(section => section.Split('\n'))
                .Select(lines => new TestCaseData(file, lines[0], lines[1..]).SetArgDisplayNames(lines[0]))
        ),
    ];

    [Test]
    public void Every_file_in_the_tree_is_embedded() =>
        Assert.That(
            Product.Files("src", "*.sql").Select(file => Path.GetFileName(file.Path)).ToArray(),
            Is.EquivalentTo(s_files).And.Length.GreaterThan(10)
        );

    [TestCaseSource(nameof(s_files))]
    public void A_file_begins_with_its_name_and_a_sentence_about_it(string file)
    {
        var lines = Read(file).Split('\n');
        var header = lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).ToList();

        Assert.That(header[0], Is.EqualTo($"-- {file}"));
        Assert.That(string.Join('\n', header.Skip(1)), Does.Match(Sentence()));
        Assert.That(lines[header.Count], Is.Empty, "a blank line between the header and the first statement");
        Assert.That(lines[header.Count + 1], Does.StartWith(NameLine));
        Assert.That(lines.Where(line => line.Length > LongestLine), Is.Empty);
    }

    [TestCaseSource(nameof(s_statements))]
    public void A_statement_has_a_name_and_a_sentence_about_it(string file, string name, string[] lines)
    {
        var comment = lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).ToList();
        var statement = string.Join('\n', lines.Skip(comment.Count)).Trim();

        Assert.That(name, Does.Match("^[a-z][a-z0-9_]*$"), file);
        Assert.That(string.Join('\n', comment), Does.Match(Sentence()));
        Assert.That(statement, Is.Not.Empty);
        Assert.That(statement, Does.Not.Match(@"\$\d"), "parameters have names");
    }

    [Test]
    public void A_name_stands_for_one_statement() =>
        Assert.That(s_statements.Select(statement => statement.Arguments[1]), Is.Unique);

    [Test]
    public void Every_statement_is_used()
    {
        var code = string.Join('\n', Product.Files("src", "*.cs").Select(file => file.Text));

        Assert.That(
            s_statements.Select(statement => statement.Arguments[1]).Where(name => !code.Contains($"\"{name}\"")),
            Is.Empty
        );
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

    private static string Read(string file)
    {
        using var reader = new StreamReader(Product.Infrastructure.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\A-- [A-Z](.|\n-- ){15,}\.\z")]
    private static partial Regex Sentence();

    [GeneratedRegex(
        @"\b(insert\s+into|delete\s+from|truncate\s+(table\s+)?[a-z_{]"
            + @"|update\s+[\w.{}""]+\s+set\b|select\s[^;()]{1,200}?\sfrom\s|copy\s+[\w{}]+\s*\()",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Statement();

    [GeneratedRegex(@"^\s*//.*$|\s//\s.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
