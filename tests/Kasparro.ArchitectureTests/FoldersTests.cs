using System.Text.RegularExpressions;

namespace Kasparro.ArchitectureTests;

/// <summary>
/// Folders use each other in one direction. A build refuses unused usings, so usings show which folder uses which.
/// </summary>
public sealed partial class FoldersTests
{
    [Test]
    public void Folders_form_no_circle()
    {
        var uses = (
            from file in Product.Files("src", "*.cs")
            let folder = Namespace().Match(file.Text).Groups[1].Value
            from Match used in Using().Matches(file.Text)
            where used.Groups[1].Value != folder
            select (Folder: folder, Used: used.Groups[1].Value)
        ).ToLookup(use => use.Folder, use => use.Used);

        Assert.That(uses, Has.Count.GreaterThan(30));
        Assert.That(
            uses.Select(use => use.Key).Where(folder => ReachableFrom(folder, uses).Contains(folder)),
            Is.Empty
        );
    }

    private static HashSet<string> ReachableFrom(string folder, ILookup<string, string> uses)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var next))
            foreach (var used in uses[next].Where(reached.Add))
                open.Push(used);
        return reached;
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?(Kasparro\.[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
