using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kasparro.ArchitectureTests;

/// <summary>Documents lead to each other, and no link is dead.</summary>
public sealed partial class DocumentsTests
{
    private static readonly (string Path, string Text)[] s_documents =
    [
        .. Directory
            .GetFiles(Product.Root, "*.md")
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)))
            .Concat(
                ((string[])["docs", "deploy", "src", "tests", "tools", ".github"])
                    .Where(folder => Directory.Exists(Path.Combine(Product.Root, folder)))
                    .SelectMany(folder => Product.Files(folder, "*.md"))
            ),
    ];

    private static readonly string[] s_paths = [.. s_documents.Select(document => document.Path)];

    [Test]
    public void Decisions_are_numbered_from_1_without_gaps_and_listed_in_the_index()
    {
        var decisions = s_documents
            .Where(document => DecisionFile().IsMatch(document.Path))
            .OrderBy(document => document.Path, StringComparer.Ordinal)
            .ToArray();
        Assert.That(
            decisions.Select(decision => Path.GetFileName(decision.Path)[..4]),
            Is.EqualTo(Enumerable.Range(1, decisions.Length).Select(number => $"{number:0000}")).And.Not.Empty
        );

        // The index has one row for each page, with its number and its title.
        Assert.That(
            IndexRow().Matches(Product.Text("docs/decisions/README.md")).Select(row => row.Value),
            Is.EqualTo(
                decisions.Select(
                    (decision, at) =>
                        $"| {at + 1} | [{decision.Text.Split('\n')[0][$"# {at + 1}. ".Length..]}]"
                        + $"({Path.GetFileName(decision.Path)}) |"
                )
            )
        );
    }

    [Test]
    public void A_decision_says_what_was_decided_why_and_what_it_costs() =>
        Assert.That(
            from document in s_documents
            where DecisionFile().IsMatch(document.Path)
            let number = int.Parse(Path.GetFileName(document.Path)[..4], CultureInfo.InvariantCulture)
            let headings = string.Join(
                ' ',
                document.Text.Split('\n').Where(line => line.StartsWith('#')).Select(line => line.Trim())
            )
            where
                !headings.StartsWith($"# {number}. ", StringComparison.Ordinal)
                || !headings.EndsWith(" ## Context ## Decision ## Easier ## Harder", StringComparison.Ordinal)
            select document.Path,
            Is.Empty
        );

    [TestCaseSource(nameof(s_paths))]
    public void Relative_links_lead_to_a_file_and_a_heading_that_exist(string path) =>
        Assert.That(DeadLinks(path, s_documents.Single(document => document.Path == path).Text), Is.Empty);

    /// <summary>Requests to try out, one or more for each route.</summary>
    [Test]
    public void The_http_file_has_a_request_for_each_route()
    {
        using var openApi = JsonDocument.Parse(Product.Text("src/Kasparro.WebApi/openapi.json"));
        var requests = Request()
            .Matches(Product.Text("src/Kasparro.WebApi/Kasparro.WebApi.http"))
            .Select(request => request.Groups["path"].Value)
            .ToList();
        Assert.That(
            openApi
                .RootElement.GetProperty("paths")
                .EnumerateObject()
                .Select(path => path.Name)
                .Where(path =>
                    !requests.Any(request => Regex.IsMatch(request, $"^{InPath().Replace(path, "[^/]+")}$"))
                ),
            Is.Empty
        );
    }

    [TestCase("docs/robustness.md")]
    [TestCase("docs/threat-model.md")]
    public void Tests_that_a_page_names_exist(string page)
    {
        var classes = Directory
            .EnumerateFiles(Path.Combine(Product.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .ToHashSet();
        var named = TestClass().Matches(Product.Text(page)).Select(match => match.Groups["name"].Value).ToList();

        Assert.That(named, Has.Count.GreaterThan(10));
        Assert.That(named.Except(classes), Is.Empty);
    }

    [GeneratedRegex("`(?<name>[A-Za-z0-9]+Tests)`")]
    private static partial Regex TestClass();

    private static IEnumerable<string> DeadLinks(string path, string text)
    {
        foreach (Match link in Link().Matches(Code().Replace(text, "")))
        {
            var target = link.Groups["target"].Value;
            if (target.Contains(':', StringComparison.Ordinal))
                continue;
            var (file, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
            var full =
                file.Length == 0
                    ? Path.Combine(Product.Root, path)
                    : Path.GetFullPath(Path.Combine(Product.Root, Path.GetDirectoryName(path)!, file));
            if (!Path.Exists(full))
                yield return $"{target}: there is no such file";
            else if (anchor is not null && !Anchors(File.ReadAllText(full)).Contains(anchor))
                yield return $"{target}: the file has no such heading";
        }
    }

    /// <summary>As GitHub makes them: lower case, hyphens for spaces, no other punctuation.</summary>
    private static IEnumerable<string> Anchors(string text) =>
        Heading()
            .Matches(Fence().Replace(text, ""))
            .Select(heading =>
                Punctuation().Replace(heading.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-')
            );

    [GeneratedRegex(@"^docs/decisions/\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionFile();

    [GeneratedRegex(@"^\| \d+ \|.*\|$", RegexOptions.Multiline)]
    private static partial Regex IndexRow();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^ *```.*?^ *```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^GET \{\{api\}\}(?<path>[^?\n]+)", RegexOptions.Multiline)]
    private static partial Regex Request();

    /// <summary>A parameter in a path, as OpenAPI writes it.</summary>
    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex InPath();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
